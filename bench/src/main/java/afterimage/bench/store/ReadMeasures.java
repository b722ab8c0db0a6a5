package afterimage.bench.store;

import afterimage.bench.Figure;
import afterimage.bench.Figure.Target;
import afterimage.bench.Rounds;
import afterimage.store.EventFilter;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreObserver;
import afterimage.store.projection.Projections;
import afterimage.store.subscription.Subscription;
import afterimage.store.subscription.Wakeups;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/// Reading everything against a plain SELECT.
final class ReadMeasures {

  private static final int ROUNDS = 3;

  private final DataSource database;
  private final PostgresEventStore store;

  ReadMeasures(DataSource database) {
    this.database = database;
    this.store = new PostgresEventStore(database);
  }

  /// Fills the store with so many events in streams of five.
  void fill(int events) throws SQLException {
    store.appendAll(
        IntStream.range(0, events / 1_000)
            .boxed()
            .flatMap(i -> Events.streams("read-" + i + "-", 200, 5).stream())
            .iterator());
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE afterimage.events");
    }
  }

  Figure inOrder() throws Exception {
    long[] read = new long[2];
    Rounds.Result result =
        Rounds.of(
            ROUNDS,
            () -> read[0] = store.walkAll(0, EventFilter.ALL).count(),
            () -> read[1] = plainly());
    requireSame(read[0], read[1]);
    return new Figure(
        "read %,d events in order; against SELECT of the same columns".formatted(read[0]),
        AppendMeasures.speed(read[0], result.ours()),
        AppendMeasures.speed(read[1], result.baseline()),
        result.ratio(),
        new Target.AtLeast(0.8));
  }

  Figure rebuild() throws Exception {
    StreamSummary projection = new StreamSummary();
    try (Wakeups wakeups = Wakeups.over(database)) {
      Projections projections = new Projections(store, database, wakeups, StoreObserver.none());
      try (Subscription running = projections.continuous(projection)) {
        running.await(store.readablePosition(), Duration.ofMinutes(10));
      }
      long[] read = new long[1];
      Rounds.Result result =
          Rounds.of(
              ROUNDS,
              () -> projections.rebuild(projection, (_, _) -> {}),
              () -> read[0] = plainly());
      return new Figure(
          "rebuild a projection from %,d events in a heap of %,d MB; against the plain read"
              .formatted(read[0], Runtime.getRuntime().maxMemory() >> 20),
          AppendMeasures.speed(read[0], result.ours()),
          AppendMeasures.speed(read[0], result.baseline()),
          result.ratio(),
          new Target.AtLeast(0.5));
    }
  }

  private long plainly() throws SQLException {
    try (Connection connection = database.getConnection()) {
      return PlainTable.readAll(connection);
    }
  }

  private static void requireSame(long ours, long baseline) {
    if (ours != baseline) {
      throw new IllegalStateException("Read %d events and %d plainly".formatted(ours, baseline));
    }
  }
}
