package afterimage.bench.store;

import afterimage.bench.Figure;
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
}
