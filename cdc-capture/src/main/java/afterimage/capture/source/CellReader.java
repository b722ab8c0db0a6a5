package afterimage.capture.source;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.catalog.Types;
import afterimage.capture.change.Cell;
import afterimage.capture.change.NotFinite;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From Connect's values to cells, by the types of our catalog.
final class CellReader {

  private static final Cell NULL = new Cell.Null();

  private CellReader() {}

  static Cell cell(Table table, Column column, @Nullable Object value) {
    if (value == null) {
      return NULL;
    }
    if (column.element() != null && value instanceof List<?> elements) {
      List<Cell> cells = new ArrayList<>(elements.size());
      for (Object element : elements) {
        cells.add(
            element == null
                ? new Cell.Null()
                : new Cell.Value(value(table, column, column.element(), element)));
      }
      return new Cell.Value(cells);
    }
    return new Cell.Value(value(table, column, column.sort(), value));
  }

  private static Object value(Table table, Column column, Column.Sort sort, Object value) {
    return switch (sort) {
      case INTEGER -> number(table, column, value).longValue();
      case FLOAT -> number(table, column, value).doubleValue();
      case DECIMAL -> decimal(text(value));
      case BOOLEAN -> value;
      case TEXT, ARRAY -> written(table, column, text(value));
    };
  }

  private static String written(Table table, Column column, String text) {
    if (!Types.isOpaque(column) || Types.refusal(column).isPresent()) {
      return TextForms.of(text, Types.element(column));
    }
    try {
      return TextForms.opaque(text);
    } catch (IllegalArgumentException e) {
      throw new SourceProblem(
          "%s.%s is %s, which came as something else than the bytes of its text. Ignore the column"
              .formatted(table.id(), column.name(), column.type()),
          e);
    }
  }

  private static Number number(Table table, Column column, Object value) {
    if (value instanceof Number number) {
      return number;
    }
    throw changed(table, column.name(), "came as " + value.getClass().getSimpleName());
  }

  /// Debezium has names of its own for what is no number of digits.
  private static Object decimal(String text) {
    return switch (text) {
      case "NAN" -> NotFinite.NAN;
      case "POSITIVE_INFINITY" -> NotFinite.INFINITY;
      case "NEGATIVE_INFINITY" -> NotFinite.NEGATIVE_INFINITY;
      default -> new BigDecimal(text);
    };
  }

  private static String text(Object value) {
    return switch (value) {
      case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
      case ByteBuffer buffer -> {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        yield HexFormat.of().formatHex(bytes);
      }
      default -> value.toString();
    };
  }

  static SourceProblem changed(Table table, String column, String how) {
    return new SourceProblem(
        ("%s.%s %s since capture started."
                + " Start again, so that the mapping is checked against the table as it is")
            .formatted(table.id(), column, how));
  }
}
