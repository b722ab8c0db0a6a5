package afterimage.bench.capture;

import afterimage.bench.Figure;
import afterimage.bench.Figure.Target;
import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A pipeline is killed, another started at once; the time until the event of a transaction that
/// was committed after the kill is in the store. The start of a JVM is part of it.
final class RecoveryMeasure implements CaptureMeasure {

  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

  @Override
  public String name() {
    return "recovery";
  }

  @Override
  public List<Figure> measure(Bench bench) throws Exception {
    CartTables tables = new CartTables(bench.create("source"), false);
    tables.create();
    Database store = bench.create("store");
    String[] arguments = {Bench.url(tables.database()), Bench.url(store), store.name(), "false"};
    try (BenchPipeline pipeline = BenchPipeline.of(List.of(arguments))) {
      pipeline.begin();
    }
    List<Double> milliseconds = new ArrayList<>();
    Process process = bench.start(CaptureSide.LIVE_PIPELINE, arguments);
    try (Connection source = tables.database().connect();
        Connection events = store.connect()) {
      add(source, 1);
      await(events, 1);
      for (int round = 1; round <= bench.rounds(); round++) {
        new Load(tables.database(), 500, 2).run(10_000L * round, _ -> {});
        process.destroyForcibly();
        long killed = System.nanoTime();
        process.waitFor();
        process = bench.start(CaptureSide.LIVE_PIPELINE, arguments);
        long cart = 1L + round;
        add(source, cart);
        await(events, cart);
        milliseconds.add((System.nanoTime() - killed) / 1e6);
        bench
            .progress()
            .accept("recovery, round %d: %.0f ms".formatted(round, milliseconds.getLast()));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return List.of(
        new Figure(
            "from SIGKILL to the first new event, the longest of %d".formatted(bench.rounds()),
            "",
            "",
            milliseconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
            new Target.Within(5_000)));
  }

  private static void add(Connection source, long cart) throws SQLException {
    try (PreparedStatement insert =
        source.prepareStatement("INSERT INTO cart_items VALUES (?, 'tea-0001', 1, 3.50)")) {
      insert.setLong(1, cart);
      insert.executeUpdate();
    }
  }

  private static void await(Connection events, long cart) throws SQLException {
    long until = System.nanoTime() + PATIENCE;
    try (PreparedStatement query =
        events.prepareStatement("SELECT FROM afterimage.events WHERE stream_id = ?")) {
      query.setString(1, "cart-" + cart);
      while (true) {
        try (ResultSet row = query.executeQuery()) {
          if (row.next()) {
            return;
          }
        }
        if (System.nanoTime() > until) {
          throw new IllegalStateException("The event of cart %d did not come".formatted(cart));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    }
  }
}
