package afterimage.comparison.report.ladder;

import static java.util.stream.Collectors.joining;

import afterimage.comparison.report.MarkdownReport;
import afterimage.comparison.report.ladder.LadderReport.Loss;
import afterimage.comparison.report.ladder.LadderView.RungRow;
import java.util.List;

/// `report.md`: short enough for a comment on a pull request.
public final class LadderMarkdown {

  private static final int STORIES = 6;
  private static final int LONGEST = 400;

  private LadderMarkdown() {}

  public static String render(LadderReport report) {
    LadderView view = new LadderView(report);
    StringBuilder text = new StringBuilder();
    text.append("**%s**\n\n".formatted(escaped(report.verdict())));
    if (!report.complete()) {
      text.append("> ⚠ Interrupted: this is what had been measured until then.\n\n");
    }
    report.divergences().stream()
        .limit(STORIES)
        .forEach(line -> text.append("> ⚠ ").append(escaped(line)).append("\n>\n"));
    text.append(ladder(report));
    lost(text, report.losses());
    text.append(
        "\n%s. Measured with %s; %s. Again with `%s`.\n"
            .formatted(
                escaped(view.work()),
                escaped(report.setting().server()),
                escaped(report.setting().capture()),
                report.setting().reproduce().replace("`", "")));
    return text.toString();
  }

  /// Every rung in a line, and the tables before them.
  static String ladder(LadderReport report) {
    LadderView view = new LadderView(report);
    StringBuilder text = new StringBuilder();
    boolean audited = report.audit() != null;
    text.append(
        audited
            ? "| rung | events recovered | precision | answers right | known to be unknown | **wrong without knowing it** |\n|---|---:|---:|---:|---:|---:|\n"
            : "| rung | events recovered | precision |\n|---|---:|---:|\n");
    RungRow tables = view.tables();
    if (tables != null) {
      text.append(
          "| tables alone | – | – | %s | %s | **%s** |\n"
              .formatted(tables.right(), tables.unknown(), tables.wrong()));
    }
    for (RungRow row : view.rungs()) {
      var ran = report.rungs().get(row.number() - 1).ran();
      if (ran == null) {
        text.append("| %s | not run: %s |\n".formatted(row.name(), escaped(row.notRun() + "")));
      } else {
        text.append(
            "| %s | %s | %s |"
                .formatted(row.name(), row.recall(), Figures.percent(ran.score().precision())));
        text.append(
            audited
                ? " %s | %s | **%s** |\n".formatted(row.right(), row.unknown(), row.wrong())
                : "\n");
      }
    }
    return text.toString();
  }

  private static void lost(StringBuilder text, List<Loss> losses) {
    text.append(losses.isEmpty() ? "\nNothing was lost.\n" : "\nLost, for example:\n\n");
    Picked.of(losses, STORIES).stream()
        .forEach(
            loss ->
                text.append(
                    "- %s (%s: %s, %s)\n"
                        .formatted(
                            escaped(loss.story().sentence()),
                            escaped(loss.type()),
                            escaped(loss.what()),
                            loss.counts().stream()
                                .filter(count -> count.events() > 0)
                                .map(
                                    count -> Figures.number(count.events()) + " on " + count.rung())
                                .collect(joining(", ")))));
  }

  private static String escaped(String text) {
    return MarkdownReport.escaped(
        text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
  }
}
