package afterimage.capture.mapping;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.store.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A transaction and what it must give.
///
/// @param given rows that are known before it
/// @param unexplained the columns that are left over, as `schema.table.column`, or `schema.table`
///     for a change as a whole
public record Example(
    String name,
    Map<TableId, List<Row>> given,
    ChangeSet when,
    List<Expected> then,
    List<String> unexplained,
    Place place) {

  public Example {
    given = Map.copyOf(given);
    then = List.copyOf(then);
    unexplained = List.copyOf(unexplained);
  }

  /// @param stream null if it does not matter
  public record Expected(String type, Json data, @Nullable String stream) {}
}
