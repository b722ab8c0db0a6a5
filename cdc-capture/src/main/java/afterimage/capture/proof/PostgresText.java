package afterimage.capture.proof;

import afterimage.capture.catalog.CellText;
import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Types;
import afterimage.capture.change.Cell;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// From the text that PostgreSQL writes for a value, under [RowReader#SETTINGS], to the cell that
/// capture makes of the value.
final class PostgresText {

  private static final Cell NULL = new Cell.Null();

  private static final Pattern INTERVAL =
      Pattern.compile(
          "P(?:(?<y>-?\\d+)Y)?(?:(?<mon>-?\\d+)M)?(?:(?<d>-?\\d+)D)?"
              + "(?:T(?:(?<h>-?\\d+)H)?(?:(?<min>-?\\d+)M)?(?:(?<s>-?[\\d.]+)S)?)?");

  private PostgresText() {}

  static Cell cell(@Nullable String text, Column column) {
    if (text == null) {
      return NULL;
    }
    return column.element() == null
        ? scalar(text, column.type(), column.sort())
        : new Cell.Value(elements(text, Types.element(column), column.element()));
  }

  private static Cell scalar(String text, String type, Column.Sort sort) {
    if (type.equals("float4")) {
      // As a double a float has more digits than its text.
      return new Cell.Value((double) Float.parseFloat(text));
    }
    return sort == Column.Sort.TEXT ? new Cell.Value(text(text, type)) : CellText.read(text, sort);
  }

  private static String text(String text, String type) {
    return switch (type) {
      case "timestamp" -> moment(text, "");
      case "timestamptz" -> moment(text, "Z");
      case "interval" -> interval(text);
      default -> text;
    };
  }

  /// `2026-11-23 10:00:00.5+00 BC` as `2026-11-23T10:00:00.500000Z BC`, and without a zone as
  /// `2026-11-23T10:00:00.5 BC`.
  private static String moment(String text, String zone) {
    int space = text.indexOf(' ');
    if (space < 0) {
      return text;
    }
    String era = text.endsWith(" BC") ? " BC" : "";
    String time = text.substring(space + 1, text.length() - era.length());
    return text.substring(0, space)
        + "T"
        + (time.endsWith("+00") ? toTheMicrosecond(time.substring(0, time.length() - 3)) : time)
        + zone
        + era;
  }

  private static String toTheMicrosecond(String time) {
    int point = time.indexOf('.');
    String fraction = point < 0 ? "" : time.substring(point + 1);
    return (point < 0 ? time : time.substring(0, point))
        + "."
        + fraction
        + "0".repeat(6 - fraction.length());
  }

  /// All parts, also those that are 0.
  private static String interval(String text) {
    Matcher matcher = INTERVAL.matcher(text);
    if (!matcher.matches()) {
      return text;
    }
    String seconds = part(matcher, "s");
    return "P%sY%sM%sDT%sH%sM%sS"
        .formatted(
            part(matcher, "y"),
            part(matcher, "mon"),
            part(matcher, "d"),
            part(matcher, "h"),
            part(matcher, "min"),
            new BigDecimal(seconds).signum() == 0 ? "0" : seconds);
  }

  private static String part(Matcher matcher, String name) {
    String part = matcher.group(name);
    return part == null ? "0" : part;
  }

  /// `{1,NULL,"a \"b\""}`; deeper ones are lists of lists.
  private static List<Cell> elements(String text, String type, Column.Sort sort) {
    // Bounds stand before the braces when they do not begin at 1.
    return new ArrayText(text, text.indexOf('{'), type, sort).elements();
  }

  private static final class ArrayText {
    private final String text;
    private final String type;
    private final Column.Sort sort;
    private int at;

    ArrayText(String text, int from, String type, Column.Sort sort) {
      this.text = text;
      this.type = type;
      this.sort = sort;
      this.at = from;
    }

    List<Cell> elements() {
      List<Cell> cells = new ArrayList<>();
      at++;
      while (text.charAt(at) != '}') {
        cells.add(next());
        if (text.charAt(at) == ',') {
          at++;
        }
      }
      at++;
      return cells;
    }

    private Cell next() {
      if (text.charAt(at) == '{') {
        return new Cell.Value(elements());
      }
      if (text.charAt(at) == '"') {
        return scalar(quoted(), type, sort);
      }
      int end = at;
      while (text.charAt(end) != ',' && text.charAt(end) != '}') {
        end++;
      }
      String plain = text.substring(at, end);
      at = end;
      return plain.equals("NULL") ? NULL : scalar(plain, type, sort);
    }

    private String quoted() {
      StringBuilder value = new StringBuilder();
      at++;
      while (text.charAt(at) != '"') {
        if (text.charAt(at) == '\\') {
          at++;
        }
        value.append(text.charAt(at++));
      }
      at++;
      return value.toString();
    }
  }
}
