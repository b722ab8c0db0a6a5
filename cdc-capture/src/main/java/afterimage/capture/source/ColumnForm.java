package afterimage.capture.source;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import io.debezium.relational.ValueConverter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How the values of one column are read from tuples: plain ones straight, the others through
/// Debezium.
final class ColumnForm {

  private final Table table;
  private final Column column;
  private final PlainValues plain;
  private final Function<String, @Nullable Object> decoding;
  private final Supplier<ValueConverter> conversion;
  private @Nullable ValueConverter found;

  /// @param column as our catalog has it now
  /// @param plain the way of the values that are plain
  /// @param decoding Debezium's, from the text in the log
  /// @param conversion Debezium's of what it has decoded, asked for when it is needed
  ColumnForm(
      Table table,
      Column column,
      PlainValues plain,
      Function<String, @Nullable Object> decoding,
      Supplier<ValueConverter> conversion) {
    this.table = table;
    this.column = column;
    this.plain = plain;
    this.decoding = decoding;
    this.conversion = conversion;
  }

  String name() {
    return column.name();
  }

  /// @param bytes with the value's text in UTF-8, from this index on
  /// @throws SourceProblem if it cannot be read
  Cell cell(byte[] bytes, int from, int length) {
    Cell cell = plain.cell(bytes, from, length);
    return cell == null
        ? CellReader.cell(
            table, column, converted(new String(bytes, from, length, StandardCharsets.UTF_8)))
        : cell;
  }

  private @Nullable Object converted(String text) {
    ValueConverter converter = converter();
    try {
      Object value = decoding.apply(text);
      return value == null ? null : converter.convert(value);
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
      converter = conversion.get();
      found = converter;
    }
    return converter;
  }
}
