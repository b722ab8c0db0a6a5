package afterimage.cli.bench;

import afterimage.bench.Figure;
import afterimage.bench.FigureTable;
import afterimage.bench.capture.CaptureBench;
import afterimage.bench.capture.CaptureSide;
import afterimage.bench.store.StoreBench;
import afterimage.cli.BadConfiguration;
import afterimage.cli.Cleanup;
import afterimage.cli.Given;
import afterimage.postgres.PostgresServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The pipeline against the bare engine.
@Command(
    name = "capture",
    description = "The pipeline against the bare engine, and what it takes an event to arrive.",
    mixinStandardHelpOptions = true)
final class BenchCaptureCommand implements Callable<Integer> {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "A PostgreSQL server with wal_level = logical, on which databases are created and dropped."
              + " Default: PG* variables, or else an embedded one.")
  private @Nullable String url;

  @Option(
      names = "--measure",
      paramLabel = "NAME",
      split = ",",
      description = "Which measures to run: ${COMPLETION-CANDIDATES}. Default: all.",
      completionCandidates = Names.class)
  private List<String> measures = CaptureBench.names();

  @Option(names = "--rows", description = "Row changes of a backlog (default: ${DEFAULT-VALUE}).")
  private int rows = 600_000;

  @Option(
      names = "--rounds",
      description = "How often each side of a ratio runs (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(names = "--seconds", description = "How long a load lasts (default: ${DEFAULT-VALUE}).")
  private int seconds = 20;

  @Option(names = "--quiet", description = "No progress on standard error.")
  private boolean quiet;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    requireGood();
    try (Cleanup cleanup = new Cleanup(err)) {
      PostgresServer server =
          Given.database(url).map(PostgresServer::at).orElseGet(PostgresServer::embedded);
      cleanup.add("stop the PostgreSQL server", server::close);
      List<Figure> figures =
          CaptureBench.run(
              server,
              BenchCaptureCommand::start,
              measures,
              rows,
              rounds,
              seconds,
              what -> {
                if (!quiet) {
                  err.println("bench: " + what);
                  err.flush();
                }
              });
      out.println(server.describe());
      out.println(StoreBench.durability(server.database("postgres").dataSource()));
      out.println(
          "%d processors shared with the server, each side in a fresh JVM, Java %s"
              .formatted(Runtime.getRuntime().availableProcessors(), Runtime.version()));
      out.println(FigureTable.render(figures));
      out.flush();
      return figures.stream().allMatch(Figure::met) ? 0 : 1;
    }
  }

  private void requireGood() {
    for (String measure : measures) {
      if (!CaptureBench.names().contains(measure)) {
        throw new BadConfiguration(
            "There is no measure %s. There are %s"
                .formatted(measure, String.join(", ", CaptureBench.names())));
      }
    }
    if (rows < CaptureBench.FEWEST_ROWS || rounds < 1 || seconds < 1) {
      throw new BadConfiguration(
          "--rows is %d or more, --rounds and --seconds are 1 or more"
              .formatted(CaptureBench.FEWEST_ROWS));
    }
  }

  /// The engine runs as the JVM is by itself, the pipeline as the launcher starts it.
  private static Process start(List<String> arguments) throws IOException {
    List<String> command =
        arguments.getFirst().equals(CaptureSide.BARE_ENGINE.name())
            ? SameProgram.with()
            : SameProgram.with(
                "@" + Path.of(System.getProperty("afterimage.home", "."), "cli", "capture.jvm"));
    command.addAll(List.of("bench", "capture-side"));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /// For the help text.
  private static final class Names implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return CaptureBench.names().iterator();
    }
  }
}
