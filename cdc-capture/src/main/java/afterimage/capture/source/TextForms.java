package afterimage.capture.source;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// From Debezium's texts to texts that PostgreSQL reads as the same value.
final class TextForms {

  private static final Pattern ISO =
      Pattern.compile("(?<year>[+-]?\\d{4,})(?<day>-\\d\\d-\\d\\d)(?<time>T[0-9:.]+)?Z?");

  /// The last year of PostgreSQL's `date`, and the first of all; beyond are Debezium's infinities.
  private static final long LAST = 5_874_897;

  private static final long FIRST = -4_713;

  private TextForms() {}

  /// @param type the name in `pg_type`, of an array that of its elements
  static String of(String text, String type) {
    return switch (type) {
      case "bytea" -> "\\x" + text;
      case "time" -> withoutZone(text);
      case "date", "timestamp" -> moment(text, "");
      case "timestamptz" -> moment(text, "Z");
      default -> text;
    };
  }

  /// What stands for a value of a type that Debezium does not know: the bytes of its text.
  ///
  /// @throws IllegalArgumentException if it is no such thing
  static String opaque(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
  }

  private static String withoutZone(String time) {
    return time.endsWith("Z") ? time.substring(0, time.length() - 1) : time;
  }

  /// The year 0 of ISO 8601 is 1 BC.
  private static String moment(String text, String zone) {
    Matcher matcher = ISO.matcher(text);
    if (!matcher.matches()) {
      return text;
    }
    long year = Long.parseLong(matcher.group("year"));
    if (year > LAST) {
      return "infinity";
    }
    if (year < FIRST) {
      return "-infinity";
    }
    String time = matcher.group("time") == null ? "" : matcher.group("time");
    String rest = matcher.group("day") + time + (time.isEmpty() ? "" : zone);
    return year > 0 ? "%04d%s".formatted(year, rest) : "%04d%s BC".formatted(1 - year, rest);
  }
}
