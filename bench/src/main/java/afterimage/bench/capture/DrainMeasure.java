package afterimage.bench.capture;

import afterimage.bench.Figure;
import afterimage.bench.Rounds;
import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// How fast a backlog is drained: captured, translated and appended, against the engine alone.
///
/// @param perTransaction row changes of a transaction
/// @param remembered whether the pipeline remembers the rows, because their old images are not
///     logged
record DrainMeasure(String name, int perTransaction, boolean remembered, Figure.Target target)
    implements CaptureMeasure {

  @Override
  public List<Figure> measure(Bench bench) throws Exception {
    CartTables tables = new CartTables(bench.create("source"), remembered);
    tables.create();
    List<Database> stores = new ArrayList<>();
    for (int round = 0; round < bench.rounds(); round++) {
      Database store = bench.create("store");
      try (BenchPipeline pipeline = BenchPipeline.of(arguments(tables, store, round))) {
        pipeline.begin();
      }
      makeSlot(tables.database(), bare(round));
      stores.add(store);
    }
    bench.progress().accept("%s: filling the backlog".formatted(name));
    int rows = tables.live(bench.rows(), perTransaction);
    List<Drained> ours = new ArrayList<>();
    List<Drained> bare = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < bench.rounds(); round++) {
      // Who goes first takes turns.
      for (int turn = 0; turn < 2; turn++) {
        if ((round + turn) % 2 == 0) {
          bare.add(
              Drained.parse(
                  bench.run(
                      CaptureSide.BARE_ENGINE,
                      Bench.url(tables.database()),
                      bare(round),
                      Integer.toString(rows))));
        } else {
          ours.add(
              Drained.parse(
                  bench.run(
                      CaptureSide.PIPELINE,
                      arguments(tables, stores.get(round), round).toArray(String[]::new))));
          requireAll(stores.get(round), rows);
        }
      }
      ratios.add(bare.getLast().seconds() / ours.getLast().seconds());
      bench
          .progress()
          .accept(
              "%s, round %d: ours %s, bare engine %s, ratio %.2f"
                  .formatted(
                      name,
                      round + 1,
                      ours.getLast().describe(rows),
                      bare.getLast().describe(rows),
                      ratios.getLast()));
    }
    return List.of(
        new Figure(
            "drain %,d row changes, %,d a transaction, known rows %s; against the bare engine"
                .formatted(rows, perTransaction, remembered ? "on" : "off"),
            speed(rows, median(ours)),
            speed(rows, median(bare)),
            Rounds.median(ratios),
            target));
  }

  private List<String> arguments(CartTables tables, Database store, int round) {
    return List.of(
        Bench.url(tables.database()),
        Bench.url(store),
        // A slot's name is one of the whole server.
        "%s_%d".formatted(store.name(), round),
        Boolean.toString(remembered));
  }

  private String bare(int round) {
    return "afterimage_bench_bare_%s_%d".formatted(name.replace('-', '_'), round);
  }

  private static void makeSlot(Database source, String slot) throws Exception {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE PUBLICATION %s FOR TABLE carts, cart_items".formatted(slot));
      statement.execute(
          "SELECT pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(slot));
    }
  }

  /// A drain that left something out is no measure.
  private static void requireAll(Database store, int rows) throws Exception {
    try (Connection connection = store.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT explained + ignored, unexplained, events, (SELECT count(*) FROM afterimage.events)"
                    + " FROM afterimage_capture.checkpoints")) {
      row.next();
      long events = (long) rows / CartTables.CHANGES_OF_A_CART * CartTables.EVENTS_OF_A_CART;
      if (row.getLong(1) != rows
          || row.getLong(2) != 0
          || row.getLong(3) != events
          || row.getLong(4) != events) {
        throw new IllegalStateException(
            "Of %d row changes %d were read and %d not explained; %d events, not %d"
                .formatted(rows, row.getLong(1), row.getLong(2), row.getLong(4), events));
      }
    }
  }

  private static double median(List<Drained> drained) {
    return Rounds.median(drained.stream().map(Drained::seconds).toList());
  }

  static String speed(long rows, double seconds) {
    return "%,.0f/s".formatted(rows / seconds);
  }
}
