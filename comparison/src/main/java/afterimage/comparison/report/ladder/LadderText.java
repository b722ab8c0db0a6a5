package afterimage.comparison.report.ladder;

import afterimage.comparison.report.TextReport;
import afterimage.comparison.report.ladder.LadderView.RungRow;
import java.util.ArrayList;
import java.util.List;

/// The report for a terminal.
public final class LadderText {

  private static final int STORIES = 6;
  private static final int BAR = 20;

  private LadderText() {}

  public static String render(LadderReport report) {
    LadderView view = new LadderView(report);
    StringBuilder text = new StringBuilder();
    text.append('\n').append(report.verdict()).append("\n\n");
    if (!report.complete()) {
      text.append("Interrupted: this is what had been measured until then.\n\n");
    }
    report
        .divergences()
        .forEach(line -> text.append("The apps differ: ").append(line).append('\n'));
    ladder(text, report, view);
    text.append(report.losses().isEmpty() ? "Nothing was lost.\n" : "Lost, for example\n");
    Picked.of(report.losses(), STORIES).stream()
        .forEach(
            loss ->
                text.append(
                    "  - %s (%s)\n".formatted(loss.story().sentence(), loss.story().rung())));
    text.append('\n');
    if (report.walkthrough() != null) {
      text.append(TextReport.render(report.walkthrough()));
    }
    text.append(view.work()).append('\n');
    text.append("Again: ").append(report.setting().reproduce()).append("\n\n");
    return text.toString();
  }

  private static void ladder(StringBuilder text, LadderReport report, LadderView view) {
    List<List<String>> rows = new ArrayList<>();
    RungRow tables = view.tables();
    if (tables != null) {
      rows.add(List.of("tables alone", "", "", tables.right(), tables.unknown(), tables.wrong()));
    }
    for (RungRow row : view.rungs()) {
      var ran = report.rungs().get(row.number() - 1).ran();
      rows.add(
          ran == null
              ? List.of(row.name(), "not run: " + row.notRun(), "", "", "", "")
              : List.of(
                  row.name(),
                  "%s %s".formatted(bar(ran.score().recall()), row.recall()),
                  Figures.percent(ran.score().precision()),
                  row.right(),
                  row.unknown(),
                  row.wrong()));
    }
    text.append(
        TextReport.table(
            List.of(
                "rung",
                "true events recovered",
                "precision",
                "right",
                "known unknown",
                "wrong without knowing it"),
            List.of(14, 48, 12, 10, 16, 28),
            rows));
    text.append('\n');
  }

  private static String bar(double share) {
    int full = (int) Math.floor(share * BAR);
    return "#".repeat(full) + ".".repeat(BAR - full);
  }
}
