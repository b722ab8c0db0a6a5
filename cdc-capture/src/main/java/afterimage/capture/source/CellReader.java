package afterimage.capture.source;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.catalog.Types;
import afterimage.capture.change.Cell;
import afterimage.capture.change.Columns;
import afterimage.capture.change.NotFinite;
import afterimage.capture.change.Row;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/// From Connect's values to cells, by the types of our catalog.
final class CellReader {

  private static final Cell NULL = new Cell.Null();

  private final String placeholder;
  private final IdentityHashMap<Schema, Layout> layouts = new IdentityHashMap<>();

  CellReader(String placeholder) {
    this.placeholder = placeholder;
  }

  /// The log has a row with the columns that its table had when it was written. One that was added
  /// since is not known of it.
  Row row(Table table, Struct struct) {
    Layout layout = layouts.get(struct.schema());
    if (layout == null) {
      layout = layout(table, struct.schema());
      layouts.put(struct.schema(), layout);
    }
    Cell[] cells = new Cell[layout.names.size()];
    for (int i = 0; i < cells.length; i++) {
      // What is NULL is not what the column would be by default.
      cells[i] = cell(table, layout.of.get(i), struct.getWithoutDefault(layout.names.get(i)));
    }
    return layout.columns.row(cells);
  }

  /// The table's columns that a schema has. Connect makes a schema once for all records of a table
  /// as it is.
  private record Layout(Columns columns, List<Column> of, List<String> names) {}

  private static Layout layout(Table table, Schema schema) {
    List<Column> columns =
        table.columns().stream().filter(column -> schema.field(column.name()) != null).toList();
    List<String> names = columns.stream().map(Column::name).toList();
    for (Field field : schema.fields()) {
      if (!names.contains(field.name())) {
        throw other(table, field.name(), Set.copyOf(names));
      }
    }
    return new Layout(new Columns(names), columns, names);
  }

  private static SourceProblem other(Table table, String column, Set<String> both) {
    List<String> added = table.columnNames().stream().filter(name -> !both.contains(name)).toList();
    return added.isEmpty()
        ? changed(table, column, "is in the log, but was not in the table")
        : SourceProblem.lasting(
            ("%s.%s is in the log, but not in the table any more, which has %s instead: whether that is a"
                    + " new name for it is not guessed. Begin a new generation with --new-baseline")
                .formatted(table.id(), column, String.join(", ", added)));
  }

  private Cell cell(Table table, Column column, @Nullable Object value) {
    if (value == null) {
      return NULL;
    }
    if (isPlaceholder(value)) {
      return new Cell.Unchanged();
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

  /// Only what may be TOASTed has one.
  private boolean isPlaceholder(Object value) {
    return switch (value) {
      case Number _, Boolean _ -> false;
      case List<?> list -> list.contains(placeholder);
      default -> text(value).equals(placeholder);
    };
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

  static String text(Object value) {
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

  private static SourceProblem changed(Table table, String column, String how) {
    return new SourceProblem(
        ("%s.%s %s since capture started."
                + " Start again, so that the mapping is checked against the table as it is")
            .formatted(table.id(), column, how));
  }
}
