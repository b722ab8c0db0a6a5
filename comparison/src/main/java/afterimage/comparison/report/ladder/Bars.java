package afterimage.comparison.report.ladder;

import afterimage.comparison.report.ladder.LadderReport.Marks;
import java.util.Locale;

/// Bars for a cell of a table, whose figures stand beside them: solid, striped and crossed.
final class Bars {

  private static final int WIDTH = 200;

  private Bars() {}

  static String share(double share) {
    return bar(part(0, share, "b-right"));
  }

  static String marks(Marks marks) {
    double right = marks.share(marks.right());
    double unknown = marks.share(marks.unknown());
    return bar(
        part(0, right, "b-right")
            + part(right, unknown, "b-unknown")
            + part(right + unknown, marks.share(marks.wrong()), "b-wrong"));
  }

  private static String bar(String parts) {
    return ("<svg class=\"bar\" aria-hidden=\"true\" viewBox=\"0 0 %d 16\""
            + " preserveAspectRatio=\"none\"><rect class=\"b-none\" width=\"%d\" height=\"16\"/>%s</svg>")
        .formatted(WIDTH, WIDTH, parts);
  }

  private static String part(double from, double share, String style) {
    return share == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" width=\"%.1f\" height=\"16\"/>",
            style,
            from * WIDTH,
            Math.max(share * WIDTH, 1));
  }
}
