package afterimage.torture;

import afterimage.capture.Capture;
import afterimage.capture.Pipeline;
import afterimage.capture.Pulse;
import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.capture.sink.Sink;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.postgres.Database;
import afterimage.postgres.PostgresServer;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import afterimage.torture.load.RandomTables;
import afterimage.torture.oracle.Oracles;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/// A source and a store on a server, a pipeline between them, and the oracles that watch it.
public final class Rig implements AutoCloseable {

  /// Of a busy machine: what hangs is found a little later, and what is slow is no failure.
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final PostgresServer server;
  private final String name;
  private final Database source;
  private final Database target;
  private final AgroalDataSource pool;
  private final RandomTables tables;
  private final Path mappingFile;
  private final Mapping mapping;
  private final Oracles oracles;

  /// Makes two databases, the tables, the slot and the checkpoint.
  ///
  /// @param name of the pipeline; the databases have names that begin with it
  public Rig(PostgresServer server, String name, RandomTables tables)
      throws SQLException, IOException {
    this.server = server;
    this.name = name;
    this.tables = tables;
    this.source = server.create(name + "_source");
    this.target = server.create(name + "_store");
    this.pool = target.pool(10);
    this.mappingFile = Files.createTempFile(name, ".yaml");
    StoreSchema.migrate(pool);
    CaptureSchema.migrate(pool);
    Catalog catalog;
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      for (String ddl : tables.ddl()) {
        statement.execute(ddl);
      }
      catalog = Catalog.read(connection);
    }
    Files.writeString(mappingFile, tables.mapping());
    this.mapping = MappingReader.read(mappingFile, catalog);
    pipeline(UnaryOperator.identity()).close();
    this.oracles = Oracles.watch(source, pool, mapping, name);
  }

  public Database source() {
    return source;
  }

  public RandomTables tables() {
    return tables;
  }

  public Oracles oracles() {
    return oracles;
  }

  /// What a [afterimage.torture.fault.VictimProcess] is started with, to read through a database
  /// that may be behind a proxy.
  List<String> victim(Database through) {
    return List.of(url(through), url(target), name, mappingFile.toString());
  }

  private static String url(Database database) {
    String url = database.jdbcUrl();
    String login =
        "user="
            + database.user()
            + (database.password() == null ? "" : "&password=" + database.password());
    return url + (url.contains("?") ? "&" : "?") + login;
  }

  /// A pipeline in this process.
  ///
  /// @param failing what stands between it and its sink
  public Pipeline pipeline(UnaryOperator<Sink> failing) throws SQLException {
    Catalog catalog;
    try (Connection connection = source.connect()) {
      catalog = Catalog.read(connection);
    }
    return Pipeline.open(
        name,
        source,
        catalog,
        List.of(MappingReader.read(mappingFile, catalog)),
        failing.apply(new EventStoreSink(pool, new PostgresEventStore(pool))),
        Pipeline.Listener.NONE);
  }

  /// Runs a pipeline in this process until it has caught up.
  public void catchUp(UnaryOperator<Sink> failing) throws SQLException, InterruptedException {
    try (Running running = start(failing)) {
      running.awaitCaughtUp();
    }
  }

  /// A capture that starts again by itself.
  ///
  /// @param through the source, perhaps behind a proxy
  /// @param silence how long nothing may come though something is there
  public Capture capture(Database through, Pulse pulse, Duration silence) {
    return new Capture(
        new Capture.Settings(
            name,
            through,
            catalog -> List.of(MappingReader.read(mappingFile, catalog)),
            Pipeline.Begin.WHERE_IT_IS,
            false,
            false,
            Duration.ofSeconds(1),
            silence),
        pool,
        new EventStoreSink(pool, new PostgresEventStore(pool)),
        pulse,
        Pipeline.Listener.NONE);
  }

  /// Gives up connections to the store that a server has ended.
  public void flush() {
    pool.flush(AgroalDataSource.FlushMode.INVALID);
  }

  /// A pipeline that goes on in a thread of its own.
  public Running start(UnaryOperator<Sink> failing) throws SQLException {
    return new Running(pipeline(failing));
  }

  /// A pipeline at work in this process.
  public static final class Running implements AutoCloseable {
    private final Pipeline pipeline;
    private final Thread thread;

    private Running(Pipeline pipeline) {
      this.pipeline = pipeline;
      this.thread = Thread.ofPlatform().name("pipeline").start(pipeline::run);
    }

    public void awaitCaughtUp() throws InterruptedException {
      if (!pipeline.awaitCaughtUp(PATIENCE)) {
        throw new IllegalStateException("The pipeline did not catch up within " + PATIENCE);
      }
    }

    @Override
    public void close() {
      pipeline.close();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Leaves nothing: no slot, no publication, no database.
  @Override
  public void close() {
    oracles.close();
    new SlotSetup(source, Slot.named(name)).drop();
    pool.close();
    server.drop(source.name());
    server.drop(target.name());
    try {
      Files.deleteIfExists(mappingFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
