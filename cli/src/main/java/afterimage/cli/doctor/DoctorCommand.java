package afterimage.cli.doctor;

import afterimage.capture.doctor.Doctor;
import afterimage.capture.doctor.Examination;
import afterimage.capture.doctor.NoSuchSchema;
import afterimage.cli.BadConfiguration;
import afterimage.cli.Verbose;
import afterimage.cli.mapping.Source;
import afterimage.postgres.Database;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Tells whether a database is fit to be captured.
@Command(
    name = "doctor",
    description =
        "Is this database fit to be captured? Tells what stands in the way, what capture would lose of"
            + " each table, and the SQL that mends it, with its cost and what it could break. Changes"
            + " nothing. Exit 0 if it is fit, 1 if not, 3 if it cannot be looked at.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer>, Verbose {

  enum Format {
    TEXT,
    JSON,
    MD
  }

  @Mixin private Source source = new Source();

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      description = "Only tables of this schema; may be given more than once. Default: all.")
  private List<String> schemas = List.of();

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
    Database database = source.database();
    Examination examination;
    try {
      examination = Doctor.examine(database, schemas);
    } catch (NoSuchSchema e) {
      throw new BadConfiguration(String.valueOf(e.getMessage()), e);
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(
        switch (format) {
          case TEXT -> ExaminationText.of(examination);
          case JSON -> ExaminationJson.of(examination);
          case MD -> ExaminationMarkdown.of(examination);
        });
    out.flush();
    return examination.isFit() ? 0 : 1;
  }
}
