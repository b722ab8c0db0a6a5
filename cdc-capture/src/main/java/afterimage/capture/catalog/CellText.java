package afterimage.capture.catalog;

import afterimage.capture.change.Cell;
import afterimage.capture.change.NotFinite;
import java.math.BigDecimal;
import java.util.Optional;

/// Cells from the text that PostgreSQL writes for a value.
public final class CellText {

  private CellText() {}

  /// @throws IllegalArgumentException if it is no value of the sort
  public static Cell read(String text, Column.Sort sort) {
    return new Cell.Value(
        switch (sort) {
          case INTEGER -> Long.valueOf(text);
          case FLOAT -> Double.valueOf(text);
          case DECIMAL -> decimal(text);
          case BOOLEAN -> bool(text);
          case TEXT -> text;
          case ARRAY -> throw new IllegalArgumentException("an array is not one text");
        });
  }

  private static Object decimal(String text) {
    Optional<NotFinite> notFinite = NotFinite.of(text);
    return notFinite.isPresent() ? notFinite.get() : new BigDecimal(text);
  }

  private static Boolean bool(String text) {
    return switch (text) {
      case "true", "t" -> true;
      case "false", "f" -> false;
      default -> throw new IllegalArgumentException(text + " is neither true nor false");
    };
  }
}
