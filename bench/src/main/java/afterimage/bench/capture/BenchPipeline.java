package afterimage.bench.capture;

import afterimage.capture.Pipeline;
import afterimage.capture.catalog.Catalog;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.postgres.Database;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import afterimage.store.subscription.Wakeups;
import io.agroal.api.AgroalDataSource;
import java.time.Duration;
import java.util.List;

/// The pipeline over the bench's tables.
record BenchPipeline(CartTables tables, AgroalDataSource store, String name)
    implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(30);

  static BenchPipeline of(List<String> arguments) {
    return new BenchPipeline(
        new CartTables(Database.parse(arguments.get(0)), Boolean.parseBoolean(arguments.get(3))),
        Database.parse(arguments.get(1)).pool(8),
        arguments.get(2));
  }

  /// Makes the slot, so that what comes from now on is the backlog.
  void begin() throws Exception {
    migrate();
    open();
  }

  void migrate() {
    StoreSchema.migrate(store);
    CaptureSchema.migrate(store);
  }

  /// With all that a start does: of one that is new that is its baseline.
  void open() throws Exception {
    open(sink()).close();
  }

  void drain() throws Exception {
    long start = System.nanoTime();
    Pipeline pipeline = open(sink());
    Thread thread = Thread.ofPlatform().start(() -> run(pipeline));
    if (!pipeline.awaitCaughtUp(PATIENCE)) {
      throw new IllegalStateException("Not caught up within " + PATIENCE);
    }
    System.out.println(Drained.since(start));
    pipeline.close();
    thread.join();
  }

  void live() throws Exception {
    try (Wakeups wakeups = Wakeups.over(store)) {
      Pipeline pipeline = open(sink().waking(wakeups::ring));
      Thread thread = Thread.ofPlatform().start(() -> run(pipeline));
      System.out.println("runs");
      while (System.in.read() >= 0) {
        // Until whoever started it closes it.
      }
      pipeline.close();
      thread.join();
    }
  }

  private static void run(Pipeline pipeline) {
    try {
      pipeline.run();
    } catch (RuntimeException e) {
      System.err.println("The pipeline failed: " + e);
      Runtime.getRuntime().halt(3);
    }
  }

  private EventStoreSink sink() {
    return new EventStoreSink(store, new PostgresEventStore(store));
  }

  private Pipeline open(EventStoreSink sink) throws Exception {
    Catalog catalog = tables.catalog();
    return Pipeline.open(
        name,
        tables.database(),
        catalog,
        List.of(tables.mapping(catalog)),
        sink,
        Pipeline.Listener.NONE);
  }

  @Override
  public void close() {
    store.close();
  }
}
