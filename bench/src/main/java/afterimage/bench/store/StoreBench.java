package afterimage.bench.store;

import afterimage.bench.Figure;
import afterimage.bench.Rounds;
import afterimage.store.StoreSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;
import javax.sql.DataSource;

/// All measures of the event store, in an empty database.
public final class StoreBench {

  private static final int EVENTS = 1_000_000;

  private StoreBench() {}

  /// @param progress is told what is measured next
  public static List<Figure> run(DataSource database, Consumer<String> progress) throws Exception {
    StoreSchema.migrate(database);
    try (Connection connection = database.getConnection()) {
      PlainTable.create(connection);
    }
    List<Figure> figures = new ArrayList<>();
    AppendMeasures append = new AppendMeasures(database);
    progress.accept("batched appends");
    figures.add(append.batched());
    for (int writers : new int[] {1, 8}) {
      progress.accept("one-event appends, writers: " + writers);
      figures.add(append.single(writers));
    }
    progress.accept("append to seen");
    figures.addAll(new LatencyMeasure(database).appendToSeen());
    progress.accept("loading with a snapshot");
    figures.add(new SnapshotMeasure(database).load());
    ReadMeasures read = new ReadMeasures(database);
    progress.accept("filling the store with %,d events".formatted(EVENTS));
    read.fill(EVENTS);
    progress.accept("reading");
    figures.add(read.inOrder());
    progress.accept("rebuilding");
    figures.add(read.rebuild());
    return figures;
  }

  /// The settings that say what a commit is worth, in one line.
  public static String durability(DataSource database) throws SQLException {
    StringJoiner settings = new StringJoiner(", ");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String name :
          List.of(
              "fsync", "synchronous_commit", "full_page_writes", "wal_level", "shared_buffers")) {
        try (ResultSet row = statement.executeQuery("SHOW " + name)) {
          row.next();
          settings.add(name + " " + row.getString(1));
        }
      }
    }
    return settings.toString();
  }

  /// What one link of the hash chains costs the server, in microseconds: the time of a query that
  /// makes the links of all stored events, less that of one that only reads what they are made of.
  public static double microsecondsOfLink(DataSource database) throws SQLException {
    String envelope =
        "record_send(ROW(position, stream_id, version, id, type, schema_version, data, actor, reason,"
            + " command_id, correlation_id, causation_id, happened_at, recorded_at, provenance,"
            + " source_lsn))";
    String columns =
        "position, stream_id, version, id, type, schema_version, data::text, actor, reason,"
            + " command_id, correlation_id, causation_id, happened_at, recorded_at, source_lsn, hash";
    List<Double> links = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      // In this process, so that one difference is not divided by several processors.
      statement.execute("SET max_parallel_workers_per_gather = 0");
      for (int round = 0; round < 4; round++) {
        long start = System.nanoTime();
        long events =
            number(
                statement, "SELECT count(sha256(hash || " + envelope + ")) FROM afterimage.events");
        long made = System.nanoTime();
        number(statement, "SELECT count(num_nulls(" + columns + ")) FROM afterimage.events");
        long read = System.nanoTime();
        if (round > 0) {
          links.add(((made - start) - (read - made)) / 1e3 / events);
        }
      }
      statement.execute("RESET max_parallel_workers_per_gather");
    }
    return Rounds.median(links);
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
