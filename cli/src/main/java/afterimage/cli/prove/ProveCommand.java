package afterimage.cli.prove;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.proof.Proof;
import afterimage.capture.proof.ProofReport;
import afterimage.cli.BadConfiguration;
import afterimage.cli.Given;
import afterimage.cli.Verbose;
import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import afterimage.store.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Holds the rows that the derived events give against the source's rows.
@Command(
    name = "prove",
    description =
        "Folds the derived events and compares them with the source's rows, both at one place in the"
            + " source's log, while it is written and captured. Writes nothing but a mark into that"
            + " log, and leaves nothing. Exits with 0 if they are equal, with 1 if not.",
    mixinStandardHelpOptions = true)
public final class ProveCommand implements Callable<Integer>, Verbose {

  enum Format {
    TEXT,
    JSON,
    MD
  }

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      required = true,
      description = "The mapping that is captured with; may be given more than once.")
  private List<Path> mappings = List.of();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The source (postgresql://… or jdbc:postgresql://…). Default: PG* variables.")
  private @Nullable String url;

  @Option(
      names = "--store",
      paramLabel = "URL",
      required = true,
      description = "The database of the store that holds the derived events.")
  private String store = "";

  @Option(
      names = "--name",
      paramLabel = "PIPELINE",
      description = "The pipeline. Default: the only one in the store.")
  private @Nullable String name;

  @Option(
      names = "--format",
      description = "What is printed: ${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.TEXT;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description =
          "How many rows that differ are shown of each table (default: ${DEFAULT-VALUE}).")
  private int samples = 5;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      description =
          "How long the pipeline may stand still before it has come to the place (default:"
              + " ${DEFAULT-VALUE}).")
  private int patience = 60;

  @Option(names = "--quiet", description = "No progress on standard error.")
  private boolean quiet;

  @Option(names = "--verbose", description = "Stack traces of failures.")
  private boolean verbose;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public boolean verbose() {
    return verbose;
  }

  @Override
  public Integer call() {
    if (samples < 0 || patience < 1) {
      throw new BadConfiguration("--samples is at least 0, and --patience at least 1");
    }
    Database source =
        Given.database(url)
            .orElseThrow(
                () ->
                    new BadConfiguration(
                        "No source is named. Give --url, or PGHOST and PGDATABASE"));
    DataSource target = Given.database(store).orElseThrow().dataSource();
    Catalog catalog = catalog(source);
    List<Mapping> read = mappings.stream().map(file -> MappingReader.read(file, catalog)).toList();
    Proof.Request usual = Proof.Request.of(source, target, read);
    ProofReport report =
        Proof.run(
            new Proof.Request(
                source,
                target,
                read,
                name,
                Duration.ofSeconds(patience),
                samples,
                usual.memory(),
                this::say));
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    switch (format) {
      case TEXT -> out.print(ProofText.of(report));
      case MD -> out.print(ProofMarkdown.of(report));
      case JSON -> out.println(Json.of(ProofJson.of(report)).text());
    }
    out.flush();
    return report.isEqual() ? 0 : 1;
  }

  private static Catalog catalog(Database source) {
    try (Connection connection = source.connect()) {
      return Catalog.read(connection);
    } catch (SQLException e) {
      throw new ServerProblem("%s: %s".formatted(source.address(), e.getMessage()), e);
    }
  }

  private void say(String line) {
    if (!quiet) {
      PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
      err.println(line);
      err.flush();
    }
  }
}
