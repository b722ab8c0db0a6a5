package afterimage.capture.mapping;

import afterimage.capture.change.TableId;
import afterimage.store.Certainty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One way in which an event is recognised in a row change.
///
/// @param name the event type and the pattern's place under it, such as `ItemAdded#2`
/// @param when null if every such change is meant
/// @param certainty what the author of the mapping claims for it
public record Pattern(
    String name,
    String eventType,
    TableId table,
    Operation operation,
    @Nullable Expression when,
    Map<String, Expression> data,
    Certainty certainty) {

  public Pattern {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /// The columns that the pattern looks at, in the row as it was or as it is. Those are the columns
  /// that its event explains.
  public Set<String> columns() {
    Set<String> columns = new TreeSet<>();
    if (when != null) {
      columns.addAll(when.before());
      columns.addAll(when.after());
    }
    for (Expression value : data.values()) {
      columns.addAll(value.before());
      columns.addAll(value.after());
    }
    return columns;
  }
}
