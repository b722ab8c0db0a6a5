package afterimage.capture.source;

import afterimage.capture.catalog.Column;
import afterimage.capture.change.Cell;
import io.debezium.connector.postgresql.PostgresType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/// The values that nearly all rows are made of, straight from their text in the log to cells: the
/// same cells that Debezium's decoding and conversion and [CellReader] would come to, for a small
/// part of the time. Everything else goes that way.
enum PlainValues {
  INTEGER,
  BOOLEAN,
  DECIMAL,
  /// Types whose text is the value.
  TEXT,
  MOMENT,
  /// No value is plain.
  NONE;

  private static final Cell TRUE = new Cell.Value(true);
  private static final Cell FALSE = new Cell.Value(false);
  private static final String SHAPE = "0000-00-00 00:00:00";
  private static final int NO_OFFSET = Integer.MIN_VALUE;

  /// @param column as our catalog has it now
  /// @param type that the log has, which may be another one; then nothing is plain
  static PlainValues of(Column column, PostgresType type) {
    PostgresType root = type.getRootType();
    if (root.isArrayType() || root.isEnumType() || !root.getName().equals(column.type())) {
      return NONE;
    }
    return switch (column.type()) {
      case "int2", "int4", "int8", "oid" -> INTEGER;
      case "bool" -> BOOLEAN;
      case "numeric" -> DECIMAL;
      case "text", "varchar", "bpchar", "json", "jsonb", "uuid" -> TEXT;
      case "timestamptz" -> MOMENT;
      default -> NONE;
    };
  }

  /// @param bytes with the value's text in UTF-8, from this index on
  /// @return null for a value that is not plain
  @Nullable Cell cell(byte[] bytes, int from, int length) {
    return switch (this) {
      case INTEGER -> integer(bytes, from, length);
      case BOOLEAN -> length != 1 ? null : bytes[from] == 't' ? TRUE : FALSE;
      case DECIMAL -> decimal(bytes, from, length);
      case TEXT -> new Cell.Value(new String(bytes, from, length, StandardCharsets.UTF_8));
      case MOMENT -> moment(bytes, from, length);
      case NONE -> null;
    };
  }

  private static @Nullable Cell integer(byte[] bytes, int from, int length) {
    int end = from + length;
    int at = length > 0 && bytes[from] == '-' ? from + 1 : from;
    // One digit fewer than the largest has, so that none is too large.
    if (at == end || end - at > 18) {
      return null;
    }
    long number = 0;
    for (int i = at; i < end; i++) {
      if (!isDigit(bytes[i])) {
        return null;
      }
      number = number * 10 + bytes[i] - '0';
    }
    return new Cell.Value(at == from ? number : -number);
  }

  /// Not `NaN`, and no infinity.
  private static @Nullable Cell decimal(byte[] bytes, int from, int length) {
    return length > 0 && isDigit(bytes[from + length - 1])
        ? new Cell.Value(
            new BigDecimal(new String(bytes, from, length, StandardCharsets.ISO_8859_1)))
        : null;
  }

  /// From `2020-02-29 10:00:00.5+00`, in whatever zone the session is, to
  /// `2020-02-29T10:00:00.500000Z`. Not years of other lengths, those before Christ and infinities.
  private static @Nullable Cell moment(byte[] bytes, int from, int length) {
    int zone = SHAPE.length();
    if (length < zone + 3 || !isShaped(bytes, from)) {
      return null;
    }
    byte[] utc = "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, from, utc, 0, 10);
    System.arraycopy(bytes, from + 11, utc, 11, 8);
    if (bytes[from + zone] == '.') {
      zone++;
      for (int i = 20; zone < length && i < 26 && isDigit(bytes[from + zone]); i++) {
        utc[i] = bytes[from + zone++];
      }
    }
    int seconds = offset(bytes, from + zone, length - zone);
    return seconds == NO_OFFSET || (seconds != 0 && !isShifted(utc, seconds))
        ? null
        : new Cell.Value(new String(utc, StandardCharsets.ISO_8859_1));
  }

  private static boolean isShaped(byte[] bytes, int from) {
    for (int i = 0; i < SHAPE.length(); i++) {
      byte b = bytes[from + i];
      if (SHAPE.charAt(i) == '0' ? !isDigit(b) : b != SHAPE.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Of `+00`, `-03:30` and `+00:19:32`, in seconds.
  private static int offset(byte[] bytes, int from, int length) {
    if (length != 3 && length != 6 && length != 9) {
      return NO_OFFSET;
    }
    int seconds = 0;
    for (int part = 0; part < 9; part += 3) {
      seconds *= 60;
      if (part < length) {
        if (!isDigit(bytes[from + part + 1]) || !isDigit(bytes[from + part + 2])) {
          return NO_OFFSET;
        }
        seconds += number(bytes, from + part + 1, 2);
      }
    }
    return switch (bytes[from]) {
      case '+' -> seconds;
      case '-' -> -seconds;
      default -> NO_OFFSET;
    };
  }

  /// Moves a moment to where it is without the offset.
  ///
  /// @return whether its year has four digits there
  private static boolean isShifted(byte[] moment, int offset) {
    LocalDateTime utc =
        LocalDateTime.of(
                number(moment, 0, 4),
                number(moment, 5, 2),
                number(moment, 8, 2),
                number(moment, 11, 2),
                number(moment, 14, 2),
                number(moment, 17, 2))
            .minusSeconds(offset);
    digits(moment, 0, 4, utc.getYear());
    digits(moment, 5, 2, utc.getMonthValue());
    digits(moment, 8, 2, utc.getDayOfMonth());
    digits(moment, 11, 2, utc.getHour());
    digits(moment, 14, 2, utc.getMinute());
    digits(moment, 17, 2, utc.getSecond());
    return utc.getYear() >= 1 && utc.getYear() <= 9999;
  }

  private static int number(byte[] text, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      number = number * 10 + text[i] - '0';
    }
    return number;
  }

  private static void digits(byte[] text, int from, int count, int number) {
    int rest = number;
    for (int i = from + count - 1; i >= from; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
