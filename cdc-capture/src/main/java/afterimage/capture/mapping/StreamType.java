package afterimage.capture.mapping;

import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.store.StreamId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tables that make one aggregate, and the names of the streams of its events.
///
/// @param tables the root and its members, each with the columns that hold the root's key, in the
///     order of the template's placeholders
public record StreamType(
    String name, TableId root, IdTemplate template, Map<TableId, List<String>> tables) {

  public StreamType {
    tables = Map.copyOf(new LinkedHashMap<>(tables));
  }

  /// The stream of a row; empty if the row does not tell.
  public Optional<StreamId> stream(TableId table, Row row) {
    List<String> key = new ArrayList<>();
    for (String column : keyColumns(table)) {
      if (!(row.cells().get(column) instanceof Cell.Value(Object value))) {
        return Optional.empty();
      }
      key.add(value.toString());
    }
    return Optional.of(template.stream(key));
  }

  public List<String> keyColumns(TableId table) {
    return tables.getOrDefault(table, List.of());
  }
}
