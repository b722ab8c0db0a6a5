package afterimage.cli.compare;

import afterimage.cli.BadConfiguration;
import afterimage.comparison.report.ladder.LadderReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `report.html`, `report.md` and `report.json` in a folder.
public record ReportFiles(Path folder) {

  /// Beforehand, so that nobody waits for a report that then cannot be written.
  public void refuseUnwritable() {
    try {
      Files.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        throw new IOException("no right to write there");
      }
    } catch (IOException e) {
      throw new BadConfiguration(
          "--output %s: reports cannot be written there: %s. Name a folder that can be written"
              .formatted(folder, e),
          e);
    }
  }

  public void write(LadderReport report) {
    write(ReportFormat.HTML.of(report), ReportFormat.MD.of(report), ReportFormat.JSON.of(report));
  }

  public void write(String html, String markdown, String json) {
    try {
      Files.writeString(folder.resolve("report.html"), html);
      Files.writeString(folder.resolve("report.md"), markdown);
      Files.writeString(folder.resolve("report.json"), json);
    } catch (IOException e) {
      throw new UncheckedIOException("%s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /// What was written, and where.
  public String told() {
    return "  report.html  report.md  report.json in " + folder.toAbsolutePath().normalize();
  }
}
