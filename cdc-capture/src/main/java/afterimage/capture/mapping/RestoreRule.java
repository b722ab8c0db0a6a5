package afterimage.capture.mapping;

import afterimage.capture.change.TableId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an event does to rows of a table: where `delete` holds they go, otherwise they get values.
///
/// @param each a list; the rule is applied for each `item` of it. Null: once
/// @param key which rows: those whose columns have these values
/// @param whole whether the key tells one row
/// @param delete null if no row goes
/// @param set the columns that get values
public record RestoreRule(
    TableId table,
    @Nullable Expression each,
    Map<String, Expression> key,
    boolean whole,
    @Nullable Expression delete,
    Map<String, Expression> set) {

  public RestoreRule {
    key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
    set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
  }

  /// Whether a row that is not there is made.
  public boolean makes() {
    return whole && delete == null;
  }

  public List<Expression> expressions() {
    List<Expression> all = new ArrayList<>(key.values());
    all.addAll(set.values());
    if (each != null) {
      all.add(each);
    }
    if (delete != null) {
      all.add(delete);
    }
    return all;
  }
}
