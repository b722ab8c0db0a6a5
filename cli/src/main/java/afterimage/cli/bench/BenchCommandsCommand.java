package afterimage.cli.bench;

import afterimage.bench.Figure;
import afterimage.bench.FigureTable;
import afterimage.bench.store.StoreBench;
import afterimage.cli.Cleanup;
import afterimage.cli.Given;
import afterimage.cli.server.ShopServer;
import afterimage.legacy.LegacyShop;
import afterimage.postgres.Database;
import afterimage.postgres.PostgresServer;
import afterimage.store.StoreSchema;
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

/// A command of the event-sourced app against the state-oriented app's write.
@Command(
    name = "commands",
    description = "A command over HTTP, of the event-sourced app against the state-oriented one.",
    mixinStandardHelpOptions = true)
final class BenchCommandsCommand implements Callable<Integer> {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "A PostgreSQL server, on which databases are created and dropped. Default: PG* variables,"
              + " or else an embedded one.")
  private @Nullable String url;

  @Option(names = "--clients", description = "How many at once (default: ${DEFAULT-VALUE}).")
  private int clients = 50;

  @Option(
      names = "--commands",
      description = "How many each gives to each app (default: ${DEFAULT-VALUE}).")
  private int commands = 200;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try (Cleanup cleanup = new Cleanup(spec.commandLine().getErr())) {
      PostgresServer server =
          Given.database(url).map(PostgresServer::at).orElseGet(PostgresServer::embedded);
      cleanup.add("stop the PostgreSQL server", server::close);
      Database legacy = create(server, "legacy", cleanup);
      Database events = create(server, "events", cleanup);
      Database derived = create(server, "derived", cleanup);
      LegacyShop.migrate(legacy.dataSource());
      StoreSchema.migrate(derived.dataSource());
      ShopServer shops = ShopServer.start("127.0.0.1", 0, legacy, events, derived);
      cleanup.add("stop the apps", shops::close);
      List<Figure> figures =
          new CommandBench(shops.client("/legacy", ""), shops.client("", ""), clients, commands)
              .run();
      out.println(server.describe());
      out.println(StoreBench.durability(events.dataSource()));
      out.println(
          "%d commands for each app, %d processors, Java %s"
              .formatted(
                  clients * commands,
                  Runtime.getRuntime().availableProcessors(),
                  Runtime.version()));
      out.println(FigureTable.render(figures));
      out.flush();
      return figures.stream().allMatch(Figure::met) ? 0 : 1;
    }
  }

  private static Database create(PostgresServer server, String what, Cleanup cleanup) {
    String name =
        "afterimage_bench_%s_%s".formatted(UUID.randomUUID().toString().substring(0, 8), what);
    Database database = server.create(name);
    cleanup.add("drop database " + name, () -> server.drop(name));
    return database;
  }
}
