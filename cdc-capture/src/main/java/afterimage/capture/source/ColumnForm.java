package afterimage.capture.source;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import io.debezium.connector.postgresql.PostgresType;
import io.debezium.relational.ValueConverter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How the values of one column are read from tuples.
final class ColumnForm {

  private final Table table;
  private final Column column;
  private final int place;
  private final boolean asWritten;
  private final Function<String, ValueConverter> conversion;
  private @Nullable ValueConverter found;

  /// @param column as our catalog has it now
  /// @param place in the tuple
  /// @param type that the log had, which may be another one
  ColumnForm(
      Table table,
      Column column,
      int place,
      PostgresType type,
      Function<String, ValueConverter> conversion) {
    this.table = table;
    this.column = column;
    this.place = place;
    this.asWritten = PlainValues.areWritten(type);
    this.conversion = conversion;
  }

  String name() {
    return column.name();
  }

  int place() {
    return place;
  }

  /// @param value as Debezium has decoded it
  /// @throws SourceProblem if it cannot be read
  Cell cell(Object value) {
    Cell plain = PlainValues.cell(column, value, asWritten);
    return plain == null ? CellReader.cell(table, column, converted(value)) : plain;
  }

  private @Nullable Object converted(Object value) {
    ValueConverter converter = converter();
    try {
      return converter.convert(value);
    } catch (RuntimeException e) {
      // Not why, and not the value: both say what somebody's row holds.
      throw SourceProblem.lasting(
          "%s.%s is %s, but a value of it that the log brings cannot be read as one. Ignore the column"
              .formatted(table.id(), column.name(), column.type()));
    }
  }

  private ValueConverter converter() {
    ValueConverter converter = found;
    if (converter == null) {
      converter = conversion.apply(column.name());
      found = converter;
    }
    return converter;
  }
}
