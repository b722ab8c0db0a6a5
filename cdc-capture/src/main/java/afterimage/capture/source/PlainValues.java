package afterimage.capture.source;

import afterimage.capture.catalog.Column;
import afterimage.capture.change.Cell;
import io.debezium.connector.postgresql.PostgresType;
import io.debezium.data.SpecialValueDecimal;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The values that nearly all rows are made of, straight from what Debezium has decoded to cells:
/// the same cells that its conversions and [CellReader] would come to, for a small part of the
/// time. Everything else goes that way.
final class PlainValues {

  /// Types whose text Debezium hands over as it is.
  private static final Set<String> WRITTEN =
      Set.of("text", "varchar", "bpchar", "json", "jsonb", "uuid");

  private PlainValues() {}

  static boolean areWritten(PostgresType type) {
    return WRITTEN.contains(type.getName());
  }

  /// @param column as our catalog has it now, which may be another type than the log had
  /// @param asWritten whether the value's type is one of those that are handed over as they are
  /// @return null for a value that is not plain
  static @Nullable Cell cell(Column column, Object value, boolean asWritten) {
    return switch (column.sort()) {
      case INTEGER ->
          value instanceof Integer || value instanceof Long
              ? new Cell.Value(((Number) value).longValue())
              : null;
      case BOOLEAN -> value instanceof Boolean ? new Cell.Value(value) : null;
      case DECIMAL -> value instanceof SpecialValueDecimal decimal ? decimal(decimal) : null;
      case TEXT ->
          switch (value) {
            case String text when asWritten && WRITTEN.contains(column.type()) ->
                new Cell.Value(text);
            case OffsetDateTime time when column.type().equals("timestamptz") -> moment(time);
            default -> null;
          };
      case FLOAT, ARRAY -> null;
    };
  }

  private static @Nullable Cell decimal(SpecialValueDecimal value) {
    Optional<BigDecimal> digits = value.getDecimalValue();
    return digits.isPresent() ? new Cell.Value(digits.get()) : null;
  }

  /// `2020-02-29T10:00:00.000000Z`; null for a year that is not written so.
  private static @Nullable Cell moment(OffsetDateTime utc) {
    int year = utc.getYear();
    if (year < 1 || year > 9999 || utc.getOffset().getTotalSeconds() != 0) {
      return null;
    }
    char[] text = new char[27];
    digits(text, 0, 4, year);
    text[4] = '-';
    digits(text, 5, 2, utc.getMonthValue());
    text[7] = '-';
    digits(text, 8, 2, utc.getDayOfMonth());
    text[10] = 'T';
    digits(text, 11, 2, utc.getHour());
    text[13] = ':';
    digits(text, 14, 2, utc.getMinute());
    text[16] = ':';
    digits(text, 17, 2, utc.getSecond());
    text[19] = '.';
    digits(text, 20, 6, utc.getNano() / 1_000);
    text[26] = 'Z';
    return new Cell.Value(new String(text));
  }

  private static void digits(char[] text, int from, int count, int number) {
    int rest = number;
    for (int i = from + count - 1; i >= from; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
