package afterimage.bench.capture;

import afterimage.bench.Figure;
import afterimage.bench.Rounds;
import afterimage.postgres.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/// How long a baseline takes, each row read, told as an event and stored, against `COPY … TO` of
/// the same table, whose bytes nobody looks at.
record BaselineMeasure() implements CaptureMeasure {

  @Override
  public String name() {
    return "baseline";
  }

  @Override
  public List<Figure> measure(Bench bench) throws Exception {
    CartTables tables = new CartTables(bench.create("source"), false);
    tables.create();
    tables.fill(bench.rows());
    copy(tables.database(), bench.rows());
    List<Double> ours = new ArrayList<>();
    List<Double> copies = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < bench.rounds(); round++) {
      Database store = bench.create("store");
      copies.add(copy(tables.database(), bench.rows()));
      ours.add(
          Drained.parse(
                  bench.run(
                      CaptureSide.BASELINE,
                      Bench.url(tables.database()),
                      Bench.url(store),
                      store.name(),
                      "false"))
              .seconds());
      requireAll(store, bench.rows());
      ratios.add(copies.getLast() / ours.getLast());
      bench
          .progress()
          .accept(
              "%s, round %d: ours %.1f s, COPY %.1f s"
                  .formatted(name(), round + 1, ours.getLast(), copies.getLast()));
    }
    return List.of(
        new Figure(
            "baseline of %,d rows; against COPY TO".formatted(bench.rows()),
            DrainMeasure.speed(bench.rows(), Rounds.median(ours)),
            DrainMeasure.speed(bench.rows(), Rounds.median(copies)),
            Rounds.median(ratios),
            new Figure.Target.AtLeast(0.25)));
  }

  /// @return how many seconds it took
  private static double copy(Database source, int rows) throws SQLException, IOException {
    try (Connection connection = source.connect()) {
      long start = System.nanoTime();
      long copied =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("COPY cart_items TO STDOUT", OutputStream.nullOutputStream());
      double seconds = (System.nanoTime() - start) / 1e9;
      if (copied != rows) {
        throw new IllegalStateException("%d rows were copied, not %d".formatted(copied, rows));
      }
      return seconds;
    }
  }

  private static void requireAll(Database store, int rows) throws SQLException {
    try (Connection connection = store.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM afterimage.events")) {
      row.next();
      if (row.getLong(1) != rows) {
        throw new IllegalStateException(
            "%d events were stored of %d rows".formatted(row.getLong(1), rows));
      }
    }
  }
}
