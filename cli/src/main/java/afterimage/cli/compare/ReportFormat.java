package afterimage.cli.compare;

import afterimage.comparison.report.ladder.LadderHtml;
import afterimage.comparison.report.ladder.LadderJson;
import afterimage.comparison.report.ladder.LadderMarkdown;
import afterimage.comparison.report.ladder.LadderReport;
import afterimage.comparison.report.ladder.LadderText;

/// How a report is printed.
public enum ReportFormat {
  TEXT,
  JSON,
  MD,
  HTML;

  public String of(LadderReport report) {
    return switch (this) {
      case TEXT -> LadderText.render(report);
      case JSON -> LadderJson.render(report);
      case MD -> LadderMarkdown.render(report);
      case HTML -> LadderHtml.render(report);
    };
  }
}
