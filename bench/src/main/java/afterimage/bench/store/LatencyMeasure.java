package afterimage.bench.store;

import afterimage.bench.Figure;
import afterimage.bench.Figure.Target;
import afterimage.store.EventFilter;
import afterimage.store.ExpectedVersion;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreObserver;
import afterimage.store.StreamId;
import afterimage.store.subscription.Subscription;
import afterimage.store.subscription.Subscriptions;
import afterimage.store.subscription.Wakeups;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/// From the call of an append until a subscriber in another connection is given the event.
final class LatencyMeasure {

  private static final int A_SECOND = 1_000;
  private static final int SECONDS = 10;
  private static final int WARM_UP = 2;

  private final DataSource database;

  LatencyMeasure(DataSource database) {
    this.database = database;
  }

  List<Figure> appendToSeen() throws Exception {
    Map<UUID, Long> called = new ConcurrentHashMap<>();
    ConcurrentLinkedQueue<Double> milliseconds = new ConcurrentLinkedQueue<>();
    double reached;
    // Two, as in two processes: the subscriber hears of appends through the database only.
    try (Wakeups writers = Wakeups.over(database);
        Wakeups readers = Wakeups.over(database)) {
      PostgresEventStore store = new PostgresEventStore(database).waking(writers::ring);
      Subscriptions subscriptions =
          new Subscriptions(store, database, readers, StoreObserver.none());
      try (Subscription subscription =
          subscriptions.atLeastOnce(
              "latency",
              EventFilter.ALL.streamsBeginning("latency-"),
              events -> {
                long now = System.nanoTime();
                for (var event : events) {
                  Long start = called.remove(event.id());
                  if (start != null) {
                    milliseconds.add((now - start) / 1e6);
                  }
                }
              })) {
        subscription.await(store.readablePosition(), Duration.ofMinutes(5));
        append(store, called, WARM_UP);
        subscription.await(store.readablePosition(), Duration.ofMinutes(1));
        milliseconds.clear();
        reached = append(store, called, SECONDS);
        subscription.await(store.readablePosition(), Duration.ofMinutes(1));
      }
    }
    List<Double> sorted = milliseconds.stream().sorted().toList();
    String made = "%,.0f/s".formatted(reached);
    return List.of(
        new Figure(
            "append to seen by a live subscriber in another process, p50",
            made,
            "",
            sorted.get(sorted.size() / 2),
            new Target.Within(10)),
        new Figure(
            "append to seen by a live subscriber in another process, p99",
            made,
            "",
            sorted.get(sorted.size() * 99 / 100),
            new Target.Within(100)));
  }

  /// @return how many a second there really were
  private static double append(PostgresEventStore store, Map<UUID, Long> called, int seconds) {
    long start = System.nanoTime();
    String stream = "latency-" + UUID.randomUUID() + "-";
    int events = seconds * A_SECOND;
    for (int i = 0; i < events; i++) {
      long due = start + TimeUnit.SECONDS.toNanos(1) / A_SECOND * i;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      NewEvent event = Events.next();
      called.put(event.id(), System.nanoTime());
      store.append(StreamId.of(stream + i / 10), ExpectedVersion.ANY, List.of(event));
    }
    return events / ((System.nanoTime() - start) / 1e9);
  }
}
