package afterimage.capture.proof;

import afterimage.capture.catalog.Column;
import afterimage.capture.change.Cell;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Whether two cells of a column are the same value.
final class Sameness {

  private static final Pattern MOMENT =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)([+-]\\d\\d(?::\\d\\d)?)");

  private static final Pattern ZEROS = Pattern.compile("(\\.\\d*?)0+(?=Z)");

  private Sameness() {}

  static boolean same(Column column, Cell source, Cell events) {
    if (source.sameAs(events)) {
      return true;
    }
    if (!(source instanceof Cell.Value(String a) && events instanceof Cell.Value(String b))) {
      return false;
    }
    return column.type().equals("timestamptz")
        ? withoutZeros(a).equals(withoutZeros(b))
        : column.type().startsWith("tstz") && inUtc(a).equals(inUtc(b));
  }

  /// How many digits a fraction of a second has depends on who writes it.
  private static String withoutZeros(String moment) {
    return ZEROS.matcher(moment).replaceFirst("$1").replace(".Z", "Z");
  }

  /// PostgreSQL writes the bounds of a range of moments in the zone of the session that reads it,
  /// which for the events was another.
  private static String inUtc(String range) {
    return MOMENT.matcher(range).replaceAll(Sameness::utc);
  }

  private static String utc(MatchResult moment) {
    String zone = moment.group(3).length() == 3 ? moment.group(3) + ":00" : moment.group(3);
    return OffsetDateTime.parse(moment.group(1) + "T" + moment.group(2) + zone)
        .withOffsetSameInstant(ZoneOffset.UTC)
        .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
  }

  /// Equal cells have one form.
  static Cell plain(Cell cell) {
    return switch (cell) {
      case Cell.Value(BigDecimal number) ->
          new Cell.Value(number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
      case Cell.Value(List<?> elements) ->
          new Cell.Value(elements.stream().map(e -> plain((Cell) e)).toList());
      case Cell.Value _, Cell.Null _, Cell.Unchanged _ -> cell;
    };
  }
}
