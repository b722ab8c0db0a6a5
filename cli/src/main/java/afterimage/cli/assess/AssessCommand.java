package afterimage.cli.assess;

import afterimage.capture.assess.Assessment;
import afterimage.capture.assess.Tally;
import afterimage.capture.catalog.Catalog;
import afterimage.capture.doctor.Doctor;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.cli.Verbose;
import afterimage.cli.mapping.Listening;
import afterimage.cli.mapping.Source;
import afterimage.postgres.Database;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Tells what a mapping gets back of a system.
@Command(
    name = "assess",
    description =
        "What a mapping gets back of real traffic, what stays lost, which rung of the ladder the system"
            + " stands on, and what the next one would add. Through a temporary slot; changes nothing."
            + " Exit 0 if all columns come back and all that was seen has a meaning, else 1.",
    mixinStandardHelpOptions = true)
public final class AssessCommand implements Callable<Integer>, Verbose {

  private static final Duration USUAL = Duration.ofMinutes(5);

  enum Format {
    TEXT,
    JSON,
    MD
  }

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      required = true,
      description = "The mapping; may be given more than once.")
  private List<Path> mappings = List.of();

  @Mixin private Source source = new Source();

  @Mixin private Listening listening = new Listening();

  @Option(
      names = "--format",
      description = "What is printed: ${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.TEXT;

  @Option(names = "--verbose", description = "Stack traces of failures.")
  private boolean verbose;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public boolean verbose() {
    return verbose;
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Database database = source.database();
    Catalog catalog = Source.catalog(database);
    List<Mapping> read = mappings.stream().map(file -> MappingReader.read(file, catalog)).toList();
    Tally tally = new Tally(read);
    listening.listen(database, catalog, read, USUAL, err, tally::add);
    Assessment assessment = Assessment.of(tally, Doctor.examine(database, List.of()));
    List<String> files = mappings.stream().map(Path::toString).toList();
    out.print(
        switch (format) {
          case TEXT -> AssessmentText.of(assessment, files);
          case JSON -> AssessmentJson.of(assessment, files);
          case MD -> AssessmentText.markdown(assessment, files);
        });
    out.flush();
    return assessment.isWhole() ? 0 : 1;
  }
}
