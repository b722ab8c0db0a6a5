package afterimage.cli.bench;

import afterimage.bench.Figure;
import afterimage.bench.FigureTable;
import afterimage.bench.proof.ProofMeasure;
import afterimage.bench.store.StoreBench;
import afterimage.cli.BadConfiguration;
import afterimage.cli.Cleanup;
import afterimage.cli.Given;
import afterimage.postgres.Database;
import afterimage.postgres.PostgresServer;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The proof against plainly reading what it compares.
@Command(
    name = "prove",
    description = "The proof against plainly reading both of its sides.",
    mixinStandardHelpOptions = true)
final class BenchProveCommand implements Callable<Integer> {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "A PostgreSQL server, on which databases are created and dropped. Default: PG* variables, or"
              + " else an embedded one.")
  private @Nullable String url;

  @Option(names = "--rows", description = "How many (default: ${DEFAULT-VALUE}).")
  private int rows = 1_000_000;

  @Option(names = "--rounds", description = "How many count (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(names = "--quiet", description = "No progress on standard error.")
  private boolean quiet;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (rows < 1 || rounds < 1) {
      throw new BadConfiguration("--rows and --rounds are at least 1");
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Cleanup cleanup = new Cleanup(err)) {
      PostgresServer server =
          Given.database(url).map(PostgresServer::at).orElseGet(PostgresServer::embedded);
      cleanup.add("stop the PostgreSQL server", server::close);
      Database source = create(server, cleanup, "source");
      Database target = create(server, cleanup, "store");
      Figure figure =
          ProofMeasure.measure(
              source,
              target,
              rows,
              rounds,
              what -> {
                if (!quiet) {
                  err.println("bench: " + what);
                  err.flush();
                }
              });
      out.println(server.describe());
      out.println(StoreBench.durability(target.dataSource()));
      out.println(FigureTable.render(List.of(figure)));
      out.flush();
      return figure.met() ? 0 : 1;
    }
  }

  private static Database create(PostgresServer server, Cleanup cleanup, String side) {
    String name =
        "afterimage_bench_%s_%s".formatted(side, UUID.randomUUID().toString().substring(0, 8));
    Database database = server.create(name);
    cleanup.add("drop database " + name, () -> server.drop(name));
    return database;
  }
}
