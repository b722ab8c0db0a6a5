package afterimage.capture.source;

import afterimage.capture.catalog.CellText;
import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.catalog.Types;
import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.util.PGInterval;

/// From the text format of COPY to the cells that the log would bring for the same row.
final class RowText {

  private final Table table;

  RowText(Table table) {
    this.table = table;
  }

  /// What to select for a column.
  static String select(Column column) {
    return switch (column.type()) {
      // Its own text has the currency and the commas of the server's language.
      case "money" -> quoted(column.name()) + "::numeric";
      case "hstore" -> "hstore_to_json(%s)".formatted(quoted(column.name()));
      default -> quoted(column.name());
    };
  }

  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /// @param line of COPY, with its end
  Row row(String line) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    int end = line.endsWith("\n") ? line.length() - 1 : line.length();
    int from = 0;
    for (Column column : table.columns()) {
      int tab = line.indexOf('\t', from);
      int to = tab < 0 ? end : tab;
      cells.put(column.name(), cell(column, line.substring(from, to)));
      from = to + 1;
    }
    return new Row(cells);
  }

  private Cell cell(Column column, String field) {
    if (field.equals("\\N")) {
      return new Cell.Null();
    }
    String text = field.indexOf('\\') < 0 ? field : unescaped(field);
    try {
      if (column.element() != null) {
        List<Cell> cells = new ArrayList<>();
        for (String element : ArrayText.elements(text)) {
          cells.add(element == null ? new Cell.Null() : value(column, column.element(), element));
        }
        return new Cell.Value(cells);
      }
      return value(column, column.sort(), text);
    } catch (IllegalArgumentException | SQLException e) {
      // Not the value: it is somebody's.
      throw SourceProblem.lasting(
          "%s.%s is %s, but a value of it cannot be read as one. Ignore the column"
              .formatted(table.id(), column.name(), column.type()));
    }
  }

  private static Cell value(Column column, Column.Sort sort, String text) throws SQLException {
    String type = Types.element(column);
    return switch (type) {
      case "float4" -> new Cell.Value((double) Float.parseFloat(text));
      case "timestamp" -> new Cell.Value(moment(text));
      case "timestamptz" -> new Cell.Value(micros(moment(text)));
      case "interval" -> new Cell.Value(interval(text));
      default -> CellText.read(text, sort);
    };
  }

  /// `2020-02-29 10:00:00+00 BC` as `2020-02-29T10:00:00Z BC`.
  private static String moment(String text) {
    return text.replaceFirst(" (?=\\d)", "T").replaceFirst("\\+00(?= BC|$)", "Z");
  }

  /// With six digits behind the second, as Debezium writes a time with a zone.
  private static String micros(String moment) {
    int zone = moment.indexOf('Z');
    if (zone < 0) {
      return moment;
    }
    int dot = moment.indexOf('.');
    String digits = dot < 0 ? "" : moment.substring(dot + 1, zone);
    return moment.substring(0, dot < 0 ? zone : dot)
        + "."
        + digits
        + "0".repeat(6 - digits.length())
        + moment.substring(zone);
  }

  /// As Debezium writes it, each part with its sign.
  private static String interval(String text) throws SQLException {
    PGInterval interval = new PGInterval(text);
    BigDecimal seconds =
        BigDecimal.valueOf(interval.getWholeSeconds())
            .add(BigDecimal.valueOf(interval.getMicroSeconds(), 6));
    return "P%dY%dM%dDT%dH%dM%sS"
        .formatted(
            interval.getYears(),
            interval.getMonths(),
            interval.getDays(),
            interval.getHours(),
            interval.getMinutes(),
            seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString());
  }

  private static String unescaped(String field) {
    StringBuilder text = new StringBuilder(field.length());
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escaped = field.charAt(++i);
      text.append(
          switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000b';
            default -> escaped;
          });
    }
    return text.toString();
  }
}
