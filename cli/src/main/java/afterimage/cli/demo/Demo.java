package afterimage.cli.demo;

import afterimage.capture.Pipeline;
import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.capture.source.DebeziumChangeSource;
import afterimage.capture.translate.Translation;
import afterimage.cli.Cleanup;
import afterimage.cli.Version;
import afterimage.cli.compare.Comparison;
import afterimage.cli.compare.Interruption;
import afterimage.cli.compare.Request;
import afterimage.cli.ladder.PlainRungWorld;
import afterimage.cli.server.ReportResource;
import afterimage.cli.server.ShopServer;
import afterimage.comparison.drive.Driver;
import afterimage.comparison.drive.Journal;
import afterimage.comparison.drive.Maintenance;
import afterimage.comparison.drive.ShopClient;
import afterimage.comparison.ladder.Ladder;
import afterimage.comparison.report.Evidence;
import afterimage.comparison.report.Report;
import afterimage.comparison.report.ReportMaker;
import afterimage.comparison.report.ladder.LadderReport;
import afterimage.comparison.scenario.Scenario;
import afterimage.comparison.scenario.Workload;
import afterimage.legacy.LegacyShop;
import afterimage.postgres.Database;
import afterimage.postgres.PostgresServer;
import afterimage.postgres.ServerProblem;
import afterimage.store.EventStore;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import io.agroal.api.AgroalDataSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Everything that a demo needs, from the database server to the report, and its end.
final class Demo implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> CAPTURED = List.of("carts", "cart_items", "buttons");

  private final PrintWriter err;
  private final boolean quiet;
  private final Cleanup cleanup;
  private final List<Translation> captured = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Throwable> captureFailure = new AtomicReference<>();
  private String base = "";
  private @Nullable PostgresServer server;

  Demo(PrintWriter err, boolean quiet) {
    this.err = err;
    this.quiet = quiet;
    this.cleanup = new Cleanup(err);
  }

  Report play(
      Optional<Database> given, String host, int port, Path mappingFolder, String reproduce) {
    PostgresServer server = given.map(PostgresServer::at).orElseGet(PostgresServer::embedded);
    this.server = server;
    cleanup.add("stop the PostgreSQL server", server::close);
    say("PostgreSQL: " + server.describe());

    String name = "afterimage_demo_" + UUID.randomUUID().toString().substring(0, 8);
    Database legacy = create(server, name + "_legacy");
    Database events = create(server, name + "_events");
    Database derived = create(server, name + "_derived");
    LegacyShop.migrate(legacy.dataSource());
    Catalog catalog = withWholeOldRows(legacy);
    List<Mapping> mappings =
        List.of(
            MappingReader.read(mappingFolder.resolve("cart.yaml"), catalog),
            MappingReader.read(mappingFolder.resolve("button.yaml"), catalog));

    AgroalDataSource derivedPool = derived.pool(8);
    cleanup.add("close the connections to the derived store", derivedPool::close);
    StoreSchema.migrate(derivedPool);
    CaptureSchema.migrate(derivedPool);
    EventStore derivedStore = new PostgresEventStore(derivedPool);
    Pipeline pipeline = capture(name, legacy, catalog, mappings, derivedPool, derivedStore);

    ShopServer shops = ShopServer.start(host, port, legacy, events, derived);
    cleanup.add("stop the apps", shops::close);
    base = shops.base();
    say("Both apps: " + base);

    ShopClient legacyShop = shops.client("/legacy", "");
    ShopClient eventSourcedShop = shops.client("", "");
    Scenario scenario = Scenario.demo();
    say("Playing %d commands on both".formatted(scenario.commands().size()));
    Journal journal =
        new Driver(
                legacyShop,
                Maintenance.of(legacy.dataSource()),
                eventSourcedShop,
                () -> log(legacy))
            .play(Workload.of(scenario, 0));
    awaitCaughtUp(pipeline);

    AgroalDataSource eventsPool = events.pool(2);
    cleanup.add("close the connections to the true store", eventsPool::close);
    Evidence evidence =
        new Evidence(
            scenario,
            journal,
            mappings,
            catalog,
            captured,
            new PostgresEventStore(eventsPool),
            derivedStore,
            legacyShop,
            eventSourcedShop,
            shops.client("", "store=derived"));
    return new ReportMaker(evidence)
        .make(
            new Report.Setting(
                scenario.name(),
                Version.number(),
                server.describe(),
                DebeziumChangeSource.describe()
                    + ", REPLICA IDENTITY FULL, the row changes of a transaction read together",
                mappings.stream().map(Mapping::label).toList(),
                reproduce),
            Instant.now());
  }

  /// Plays the same and a small shop on all rungs, on the server that plays the rest.
  ///
  /// @param walkthrough what `play` came to
  /// @param told is given the report before anything is taken away, also when interrupted
  LadderReport climb(Report walkthrough, String reproduce, Consumer<LadderReport> told) {
    PostgresServer started = Objects.requireNonNull(server, "play first");
    try (Interruption _ = new Interruption(cleanup);
        Ladder ladder = new Ladder(PlainRungWorld.on(started), this::say)) {
      LadderReport report =
          Comparison.measured(started, ladder, Request.demo(reproduce), walkthrough, this::say);
      told.accept(report);
      return report;
    }
  }

  /// Stays up until the process is told to end.
  void serve(String html) {
    ReportResource.publish(html);
    err.println("Report:      " + base + "/report");
    err.println("Swagger UI:  " + base + "/q/swagger-ui");
    err.println("Ctrl-C ends it");
    err.flush();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void say(String progress) {
    if (!quiet) {
      err.println(progress);
      err.flush();
    }
  }

  @Override
  public void close() {
    cleanup.close();
  }

  private Database create(PostgresServer server, String name) {
    Database database = server.create(name);
    cleanup.add("drop the database " + name, () -> server.drop(name));
    return database;
  }

  /// Lets PostgreSQL log the whole row as it was; without that, what changed is not in the log.
  private static Catalog withWholeOldRows(Database database) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String table : CAPTURED) {
        statement.execute("ALTER TABLE public.%s REPLICA IDENTITY FULL".formatted(table));
      }
      return Catalog.read(connection);
    } catch (SQLException e) {
      throw new ServerProblem("%s: %s".formatted(database.address(), e.getMessage()), e);
    }
  }

  private Pipeline capture(
      String name,
      Database source,
      Catalog catalog,
      List<Mapping> mappings,
      AgroalDataSource pool,
      EventStore store) {
    Pipeline pipeline =
        Pipeline.open(
            name,
            source,
            catalog,
            mappings,
            EventStoreSink.keepingChanges(pool, store),
            new Pipeline.Listener() {
              @Override
              public void stored(Translation translation) {
                captured.add(translation);
              }
            });
    Thread thread =
        Thread.ofPlatform()
            .name("capture")
            .start(
                () -> {
                  try {
                    pipeline.run();
                  } catch (RuntimeException e) {
                    captureFailure.set(e);
                  }
                });
    cleanup.add(
        "remove slot and publication",
        () -> {
          pipeline.forget();
          try {
            thread.join(10_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return pipeline;
  }

  private void awaitCaughtUp(Pipeline pipeline) {
    try {
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (!pipeline.awaitCaughtUp(Duration.ofSeconds(1))) {
        Throwable failure = captureFailure.get();
        if (failure != null) {
          throw new ServerProblem("Capture ended: " + failure.getMessage(), failure);
        }
        if (System.nanoTime() > until) {
          throw new ServerProblem(
              "Capture has not caught up within %d s; it is at %s. See the server's log"
                  .formatted(PATIENCE.toSeconds(), pipeline.end().asString()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerProblem("Interrupted while capture caught up", e);
    }
  }

  private static LogSequenceNumber log(Database database) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_current_wal_insert_lsn()::text")) {
      row.next();
      return LogSequenceNumber.valueOf(row.getString(1));
    } catch (SQLException e) {
      throw new ServerProblem("%s: %s".formatted(database.address(), e.getMessage()), e);
    }
  }
}
