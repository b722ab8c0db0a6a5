package afterimage.cli.compare;

import afterimage.cli.BadConfiguration;
import afterimage.cli.Verbose;
import afterimage.comparison.report.ladder.LadderJson;
import afterimage.comparison.report.ladder.LadderReport;
import afterimage.comparison.report.ladder.UnreadableReport;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Renders an earlier run again.
@Command(
    name = "report",
    description =
        "Renders the report.json of an earlier compare or demo again. Measures nothing, and asks no"
            + " database.",
    mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer>, Verbose {

  @Parameters(paramLabel = "FILE", description = "A report.json, or the folder that it is in.")
  private Path file = Path.of(".");

  @Option(
      names = "--format",
      description = "What is printed: ${COMPLETION-CANDIDATES} (default: text).")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where report.html, report.md and report.json go too. Default: nowhere.")
  private @Nullable Path output;

  @Option(names = "--verbose", description = "Stack traces of failures.")
  private boolean verbose;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public boolean verbose() {
    return verbose;
  }

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    LadderReport report = read(Files.isDirectory(file) ? file.resolve("report.json") : file);
    command.getOut().print(format.of(report));
    command.getOut().flush();
    if (output != null) {
      ReportFiles files = new ReportFiles(output);
      files.refuseUnwritable();
      files.write(report);
      command.getErr().println(files.told());
      command.getErr().flush();
    }
    return 0;
  }

  private static LadderReport read(Path file) {
    try {
      return LadderJson.read(file.toString(), Files.readString(file));
    } catch (UnreadableReport e) {
      throw new BadConfiguration(String.valueOf(e.getMessage()), e);
    } catch (NoSuchFileException e) {
      throw new BadConfiguration(
          "%s: there is no such file. Expected a report.json that compare or demo wrote"
              .formatted(file),
          e);
    } catch (CharacterCodingException e) {
      throw new BadConfiguration(
          "%s: this is no text in UTF-8. Expected a report.json that compare or demo wrote"
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new BadConfiguration("%s: it cannot be read: %s".formatted(file, e), e);
    }
  }
}
