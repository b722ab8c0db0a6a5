package afterimage.capture.mapping;

import afterimage.capture.change.TableId;
import afterimage.store.Certainty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One way in which an event is recognised.
///
/// @param name the event type and the pattern's place under it, such as `ItemAdded#2`
/// @param conditions all must hold
/// @param becomes the literals that columns must have become, which `conditions` hold too
/// @param also further changes of the transaction in the same stream that the event tells of
/// @param intent the prefix of the logical message that must govern the change; null for any or
///     none
/// @param without the prefix of the logical message that must not govern the change; null for any
/// @param actor who did it; null if nothing says so
/// @param certainty what the author of the mapping claims for it
public record Pattern(
    String name,
    String eventType,
    Trigger trigger,
    List<Expression> conditions,
    Map<String, String> becomes,
    Map<String, Expression> data,
    List<Also> also,
    @Nullable String intent,
    @Nullable String without,
    @Nullable Expression actor,
    @Nullable Expression reason,
    Certainty certainty,
    Place place) {

  /// Changes that a pattern takes beside the one it is tried at, as many as there are.
  ///
  /// @param when null if every such change is meant
  public record Also(TableId table, Operation operation, @Nullable Expression when) {}

  public Pattern {
    conditions = List.copyOf(conditions);
    becomes = Collections.unmodifiableMap(new LinkedHashMap<>(becomes));
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    also = List.copyOf(also);
  }

  public boolean isOn(TableId table, Operation operation) {
    return trigger.equals(new Trigger.OnChange(table, operation));
  }

  /// All its expressions over rows.
  public List<Expression> expressions() {
    List<Expression> all = new ArrayList<>(conditions);
    all.addAll(data.values());
    if (actor != null) {
      all.add(actor);
    }
    if (reason != null) {
      all.add(reason);
    }
    return all;
  }

  /// The columns that the pattern looks at, in the row as it was or as it is.
  public Set<String> columns() {
    Set<String> columns = new TreeSet<>();
    for (Expression expression : expressions()) {
      columns.addAll(expression.reads().before());
      columns.addAll(expression.reads().after());
    }
    return columns;
  }
}
