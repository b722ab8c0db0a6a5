package afterimage.capture.translate;

import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.store.StreamId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// The last known image of a row of an aggregate.
///
/// @param key the cells of its primary key, as one text
/// @param row empty if it was deleted
public record RowImage(StreamId stream, TableId table, String key, Optional<Row> row) {

  /// The cells of a row in these columns as one text; empty if one is not known or NULL. Equal
  /// cells have one text.
  public static Optional<String> key(List<String> columns, Row row) {
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder key = new StringBuilder();
    for (String column : columns) {
      if (!(row.cells().get(column) instanceof Cell.Value(Object value))) {
        return Optional.empty();
      }
      if (!key.isEmpty()) {
        key.append('|');
      }
      key.append(text(value));
    }
    return Optional.of(key.toString());
  }

  private static String text(Object value) {
    return switch (value) {
      case BigDecimal number ->
          number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
      case Long number -> number.toString();
      default -> value.toString().replace("%", "%25").replace("|", "%7C");
    };
  }
}
