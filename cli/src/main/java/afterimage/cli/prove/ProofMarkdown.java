package afterimage.cli.prove;

import afterimage.capture.proof.Difference;
import afterimage.capture.proof.ProofReport;
import afterimage.capture.proof.TableProof;
import java.util.Locale;

/// A proof for a pull request.
final class ProofMarkdown {

  private ProofMarkdown() {}

  static String of(ProofReport report) {
    StringBuilder text = new StringBuilder();
    text.append("**").append(escaped(ProofText.verdict(report))).append("**\n\n");
    if (report.parked().isAny()) {
      text.append(escaped(ProofText.parked(report.parked()))).append("\n\n");
    }
    text.append(
        "| table | compared | equal | different | missing | extra | ignored | not covered |\n");
    text.append("|---|--:|--:|--:|--:|--:|--:|---|\n");
    for (TableProof table : report.tables()) {
      text.append(
          "| %s | %,d | %,d | %,d | %,d | %,d | %,d | %s |%n"
              .formatted(
                  escaped(table.table().toString()),
                  table.compared(),
                  table.equal(),
                  table.different(),
                  table.missing(),
                  table.extra(),
                  table.ignoredRows(),
                  escaped(
                      table.columns().isEmpty()
                          ? "all %,d rows: %s"
                              .formatted(table.uncovered(), ProofText.notCovered(table))
                          : ProofText.notCovered(table))));
    }
    report.tables().forEach(table -> table.samples().forEach(s -> text.append(sample(s))));
    return text.toString();
  }

  private static String sample(Difference sample) {
    StringBuilder text = new StringBuilder();
    text.append(
        "\n- %s %s %s, wrong %s\n"
            .formatted(
                sample.kind().name().toLowerCase(Locale.ROOT),
                escaped(sample.table().toString()),
                escaped(ProofText.cells(sample)),
                escaped(sample.since().text())));
    for (Difference.OfColumn column : sample.columns()) {
      text.append(
          "  - %s: %s in the row, %s by the events\n"
              .formatted(
                  escaped(column.column()), escaped(column.source()), escaped(column.events())));
    }
    return text.toString();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("`", "\\`")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replace("<", "&lt;")
        .replace("\n", "<br>");
  }
}
