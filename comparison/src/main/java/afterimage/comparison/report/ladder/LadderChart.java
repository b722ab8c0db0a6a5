package afterimage.comparison.report.ladder;

import static java.util.stream.Collectors.joining;

import afterimage.comparison.report.HtmlReport;
import afterimage.comparison.report.ladder.LadderReport.Costs;
import afterimage.comparison.report.ladder.LadderReport.RungReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The ladder as a picture: how many true events come back, against what is written for a command.
/// Without costs the rungs stand side by side. Names stand at the right, each with a line to its
/// point, so that points that are close together can still be told apart.
final class LadderChart {

  private static final int WIDTH = 490;
  private static final int HEIGHT = 400;
  private static final int LEFT = 44;
  private static final int RIGHT = 300;
  private static final int TOP = 26;
  private static final int BOTTOM = 340;
  private static final int NAMES = 326;
  private static final int LINE = 17;

  private final LadderReport report;
  private final boolean costed;
  private final double widest;

  LadderChart(LadderReport report) {
    this.report = report;
    this.costed = isCosted(report);
    this.widest =
        costed
            ? report.measured().stream()
                .map(RungReport::costs)
                .mapToDouble(costs -> costs == null ? 0 : costs.bytes())
                .max()
                .orElse(1)
            : report.rungs().size();
  }

  /// Whether every rung that ran has its costs.
  static boolean isCosted(LadderReport report) {
    return report.measured().stream().allMatch(rung -> rung.costs() != null);
  }

  private record Point(int number, String name, double recall, double x, double y) {}

  String svg() {
    List<Point> points = points();
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg class=\"ladder\" role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\">"
            .formatted(HtmlReport.escaped(aloud()), WIDTH, HEIGHT));
    axes(svg);
    svg.append("<polyline class=\"way\" points=\"")
        .append(points.stream().map(p -> at(p.x) + "," + at(p.y)).collect(joining(" ")))
        .append("\"/>");
    names(svg, points);
    points.forEach(point -> marker(svg, point));
    return svg.append("</svg>").toString();
  }

  private List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < report.rungs().size(); i++) {
      RungReport rung = report.rungs().get(i);
      if (rung.ran() != null) {
        Costs costs = rung.costs();
        double cost = costed && costs != null ? costs.bytes() : i + 0.5;
        double recall = rung.ran().score().recall();
        points.add(
            new Point(
                i + 1,
                rung.rung(),
                recall,
                LEFT + cost / widest * (RIGHT - LEFT - 12),
                BOTTOM - recall * (BOTTOM - TOP)));
      }
    }
    return points;
  }

  private void axes(StringBuilder svg) {
    for (int percent = 0; percent <= 100; percent += 25) {
      double y = BOTTOM - percent / 100.0 * (BOTTOM - TOP);
      svg.append(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>"
              .formatted(LEFT, RIGHT, at(y), at(y)));
      text(svg, LEFT - 6, y + 4, "end", percent + "%");
    }
    text(svg, 4, 13, "start", "true events recovered");
    if (costed) {
      for (int part = 0; part <= 2; part++) {
        double x = LEFT + part / 2.0 * (RIGHT - LEFT - 12);
        text(svg, x, BOTTOM + 18, "middle", Figures.number(Math.round(widest * part / 2)));
      }
      text(svg, LEFT, BOTTOM + 38, "start", "bytes written for a command (log, tables, events)");
    } else {
      text(svg, LEFT, BOTTOM + 20, "start", "rung by rung; costs were not measured");
    }
  }

  /// From the top down, pushed apart where they would overlap.
  private void names(StringBuilder svg, List<Point> points) {
    List<Point> down = new ArrayList<>(points);
    down.sort(Comparator.comparingDouble(Point::y).thenComparingInt(p -> -p.number));
    double[] rows = new double[down.size()];
    double free = TOP;
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Math.max(free, down.get(i).y);
      free = rows[i] + LINE;
    }
    double last = BOTTOM;
    for (int i = rows.length - 1; i >= 0; i--) {
      rows[i] = Math.min(rows[i], last);
      last = rows[i] - LINE;
    }
    for (int i = 0; i < rows.length; i++) {
      Point point = down.get(i);
      svg.append(
          "<polyline class=\"lead\" points=\"%s,%s %d,%s %d,%s\"/>"
              .formatted(
                  at(point.x + 9), at(point.y), RIGHT + 8, at(rows[i]), NAMES - 3, at(rows[i])));
      text(
          svg,
          NAMES,
          rows[i] + 4,
          "start",
          "%d %s %s".formatted(point.number, point.name, Figures.percent(point.recall)));
    }
  }

  /// A shape for each kind of rung: what leaves the app as it is, what has the app say more, and
  /// event sourcing.
  private static void marker(StringBuilder svg, Point point) {
    String shape =
        switch (point.name) {
          case "log+intent", "outbox" ->
              "<rect class=\"point\" x=\"%s\" y=\"%s\" width=\"16\" height=\"16\"/>"
                  .formatted(at(point.x - 8), at(point.y - 8));
          case "events" ->
              "<path class=\"point\" d=\"M%s %sl11 11l-11 11l-11 -11z\"/>"
                  .formatted(at(point.x), at(point.y - 11));
          default ->
              "<circle class=\"point\" cx=\"%s\" cy=\"%s\" r=\"9\"/>"
                  .formatted(at(point.x), at(point.y));
        };
    svg.append(shape)
        .append(
            "<text class=\"in\" x=\"%s\" y=\"%s\" text-anchor=\"middle\">%d</text>"
                .formatted(at(point.x), at(point.y + 4), point.number));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
            .formatted(at(x), at(y), anchor, HtmlReport.escaped(text)));
  }

  private String aloud() {
    return "How many true events each rung recovers just as they were: "
        + report.measured().stream()
            .map(
                rung ->
                    rung.rung()
                        + " "
                        + (rung.ran() == null ? "" : Figures.percent(rung.ran().score().recall())))
            .collect(joining(", "))
        + ". The table below says the same.";
  }

  private static String at(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
