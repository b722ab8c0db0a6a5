package afterimage.cli.doctor;

import afterimage.capture.doctor.Examination;
import afterimage.capture.doctor.Finding;
import afterimage.capture.doctor.TableHealth;
import java.util.ArrayList;
import java.util.List;

/// What doctor found, for a ticket or a pull request.
final class ExaminationMarkdown {

  private ExaminationMarkdown() {}

  static String of(Examination examination) {
    List<String> lines = new ArrayList<>();
    lines.add("# Is %s fit to be captured?".formatted(cell(examination.database())));
    lines.add("");
    lines.add("%s. %s".formatted(examination.server(), ExaminationText.verdict(examination)));
    lines.add("");
    lines.add("| table | kind | key | rows | logged of the old row | capture loses |");
    lines.add("|---|---|---|---:|---|---|");
    for (TableHealth health : examination.tables()) {
      lines.add(
          "| %s | %s | %s | %s | %s | %s |"
              .formatted(
                  cell(health.table().toString()),
                  health.kind(),
                  cell(ExaminationText.words(health.key(), "none")),
                  health.rows() < 0 ? "?" : "%,d".formatted(health.rows()),
                  health.identity(),
                  cell(ExaminationText.words(health.loses(), "nothing"))));
    }
    for (Finding finding : examination.findings()) {
      lines.add("");
      lines.add(
          "**%s** %s: %s"
              .formatted(finding.severity(), cell(finding.where()), cell(finding.what())));
      if (!finding.advice().isEmpty()) {
        lines.add("");
        lines.add(cell(finding.advice()));
      }
      if (!finding.sql().isEmpty()) {
        lines.add("");
        // Tildes, because an identifier may hold backticks.
        lines.add("~~~~sql");
        finding.sql().forEach(sql -> lines.add(sql + ";"));
        lines.add("~~~~");
        lines.add("");
        lines.add(
            "Costs %s. Could break: %s.".formatted(cell(finding.cost()), cell(finding.breaks())));
      }
    }
    lines.add("");
    lines.add(examination.next());
    return String.join("\n", lines) + "\n";
  }

  /// A table of the user's may be called anything.
  private static String cell(String text) {
    return text.replaceAll("([\\\\|`*_<>\\[\\]])", "\\\\$1").replace("\n", " ");
  }
}
