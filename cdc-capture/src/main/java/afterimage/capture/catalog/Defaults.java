package afterimage.capture.catalog;

import afterimage.capture.change.Cell;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a column's default makes of a row that is inserted without it.
final class Defaults {

  private static final Pattern LITERAL =
      Pattern.compile(
          "\\(?('(?<text>(?:[^']|'')*)'|(?<plain>-?[0-9.]+|true|false|NULL))\\)?(::.*)?");

  private Defaults() {}

  /// @param expression as the catalog has it; null if there is none
  /// @return null if it is not always the same, or not known to be
  static @Nullable Cell of(@Nullable String expression, Column.Sort sort) {
    if (expression == null) {
      return new Cell.Null();
    }
    Matcher matcher = LITERAL.matcher(expression);
    if (!matcher.matches() || sort == Column.Sort.ARRAY) {
      return null;
    }
    String plain = matcher.group("plain");
    if ("NULL".equals(plain)) {
      return new Cell.Null();
    }
    String text = plain == null ? matcher.group("text").replace("''", "'") : plain;
    String type = matcher.group(4) == null ? "" : matcher.group(4);
    if (sort == Column.Sort.TEXT && plain == null && !isText(type)) {
      // 'now'::timestamp, '1'::interval: the text of the literal is not that of the value.
      return null;
    }
    try {
      return CellText.read(text, sort);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isText(String type) {
    return type.equals("::text")
        || type.startsWith("::character varying")
        || (!type.isEmpty() && !type.contains(" ") && !KNOWN.matcher(type).matches());
  }

  // Of these the text is written in another form than the literal's.
  private static final Pattern KNOWN =
      Pattern.compile(
          "::(date|time|timetz|timestamp.*|interval|json|jsonb|bytea|uuid|inet|cidr|bpchar|money"
              + "|.*range|bit.*|xml|point|.*\\[])");
}
