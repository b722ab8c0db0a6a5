package afterimage.bench.capture;

import afterimage.bench.Figure;
import afterimage.bench.Figure.Target;
import afterimage.postgres.Database;
import afterimage.store.EventFilter;
import afterimage.store.PostgresEventStore;
import afterimage.store.RecordedEvent;
import afterimage.store.StoreObserver;
import afterimage.store.subscription.Subscription;
import afterimage.store.subscription.Subscriptions;
import afterimage.store.subscription.Wakeups;
import io.agroal.api.AgroalDataSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// From the return of a commit at the source until a subscriber of the store, in another process
/// than the pipeline, is given the event.
final class VisibleMeasure implements CaptureMeasure {

  private static final int A_SECOND = 1_000;
  private static final int WARM_UP_SECONDS = 10;
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

  @Override
  public String name() {
    return "visible";
  }

  @Override
  public List<Figure> measure(Bench bench) throws Exception {
    CartTables tables = new CartTables(bench.create("source"), false);
    tables.create();
    Database store = bench.create("store");
    List<String> arguments =
        List.of(Bench.url(tables.database()), Bench.url(store), store.name(), "false");
    try (BenchPipeline pipeline = BenchPipeline.of(arguments)) {
      pipeline.begin();
    }
    Process process = bench.start(CaptureSide.LIVE_PIPELINE, arguments.toArray(String[]::new));
    try (AgroalDataSource pool = store.pool(4);
        Wakeups wakeups = Wakeups.over(pool)) {
      return watch(bench, tables, new PostgresEventStore(pool), pool, wakeups);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static List<Figure> watch(
      Bench bench,
      CartTables tables,
      PostgresEventStore store,
      AgroalDataSource pool,
      Wakeups wakeups)
      throws Exception {
    Map<String, Long> committed = new ConcurrentHashMap<>();
    Map<String, Long> seen = new ConcurrentHashMap<>();
    ConcurrentLinkedQueue<Double> milliseconds = new ConcurrentLinkedQueue<>();
    try (Subscription _ =
        new Subscriptions(store, pool, wakeups, StoreObserver.none())
            .atLeastOnce(
                "visible",
                EventFilter.ALL,
                events -> {
                  long now = System.nanoTime();
                  for (RecordedEvent event : events) {
                    seen.put(event.stream().value(), now);
                  }
                })) {
      bench.progress().accept("visible: warming up");
      load(tables, 1, WARM_UP_SECONDS, committed);
      await(committed, seen);
      committed.clear();
      seen.clear();
      bench.progress().accept("visible: %d seconds".formatted(bench.seconds()));
      double reached = load(tables, 10_000_000, bench.seconds(), committed);
      await(committed, seen);
      // The event may be there before the commit's return is: then it took no time.
      committed.forEach(
          (stream, at) -> milliseconds.add(Math.max(0, seen.getOrDefault(stream, at) - at) / 1e6));
      List<Double> sorted = milliseconds.stream().sorted().toList();
      String made = "%,.0f/s".formatted(reached);
      return List.of(
          figure("p50", made, sorted.get(sorted.size() / 2), 20),
          figure("p99", made, sorted.get(sorted.size() * 99 / 100), 150));
    }
  }

  private static Figure figure(String what, String made, double value, double target) {
    return new Figure(
        "commit at the source → visible in the store at %,d transactions/s, %s"
            .formatted(A_SECOND, what),
        made,
        "",
        value,
        new Target.Within(target));
  }

  private static double load(
      CartTables tables, long first, int seconds, Map<String, Long> committed) throws Exception {
    return new Load(tables.database(), A_SECOND, seconds)
        .run(first, cart -> committed.put("cart-" + cart, System.nanoTime()));
  }

  private static void await(Map<String, Long> committed, Map<String, Long> seen) {
    long until = System.nanoTime() + PATIENCE;
    while (!seen.keySet().containsAll(committed.keySet())) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException(
            "Of %d transactions only %d were seen".formatted(committed.size(), seen.size()));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
