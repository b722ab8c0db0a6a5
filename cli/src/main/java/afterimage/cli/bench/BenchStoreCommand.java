package afterimage.cli.bench;

import afterimage.bench.Figure;
import afterimage.bench.FigureTable;
import afterimage.bench.store.StoreBench;
import afterimage.cli.Cleanup;
import afterimage.cli.Given;
import afterimage.postgres.Database;
import afterimage.postgres.PostgresServer;
import io.agroal.api.AgroalDataSource;
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

/// The event store against plain JDBC.
@Command(
    name = "store",
    description = "The event store against plain INSERT, COPY and SELECT.",
    mixinStandardHelpOptions = true)
final class BenchStoreCommand implements Callable<Integer> {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "A PostgreSQL server, on which a database is created and dropped. Default: PG* variables, or"
              + " else an embedded one.")
  private @Nullable String url;

  @Option(names = "--quiet", description = "No progress on standard error.")
  private boolean quiet;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (!SmallHeap.isOurs()) {
      return SmallHeap.runAgain();
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Cleanup cleanup = new Cleanup(err)) {
      PostgresServer server =
          Given.database(url).map(PostgresServer::at).orElseGet(PostgresServer::embedded);
      cleanup.add("stop the PostgreSQL server", server::close);
      String name = "afterimage_bench_" + UUID.randomUUID().toString().substring(0, 8);
      Database database = server.create(name);
      cleanup.add("drop database " + name, () -> server.drop(name));
      AgroalDataSource pool = database.pool(16);
      cleanup.add("close the connections", pool::close);
      List<Figure> figures =
          StoreBench.run(
              pool,
              what -> {
                if (!quiet) {
                  err.println("bench: " + what);
                  err.flush();
                }
              });
      out.println(server.describe());
      out.println(StoreBench.durability(pool));
      out.println(
          "heap %,d MB, %d processors, Java %s"
              .formatted(
                  Runtime.getRuntime().maxMemory() >> 20,
                  Runtime.getRuntime().availableProcessors(),
                  Runtime.version()));
      out.println(FigureTable.render(figures));
      out.println(
          "One link of a hash chain takes the server %.1f microseconds."
              .formatted(StoreBench.microsecondsOfLink(pool)));
      out.flush();
      return figures.stream().allMatch(Figure::met) ? 0 : 1;
    }
  }
}
