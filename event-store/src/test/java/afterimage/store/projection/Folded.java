package afterimage.store.projection;

import afterimage.store.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A number for each stream to which every event and the order of its events matter; the same fold
/// in SQL and in Java.
record Folded(String name, int version) implements Projection {

  private static final long PRIME = 1_000_000_007;

  static Map<String, Long> fold(List<RecordedEvent> events) {
    Map<String, Long> folded = new TreeMap<>();
    events.forEach(
        event ->
            folded.merge(event.stream().value(), n(event), (value, n) -> (value * 31 + n) % PRIME));
    return folded;
  }

  private static long n(RecordedEvent event) {
    return event.data().tree().path("n").asLong();
  }

  @Override
  public void create(Connection transaction) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute("CREATE TABLE folded (stream text PRIMARY KEY, value bigint)");
    }
  }

  @Override
  public void apply(List<RecordedEvent> events, Connection transaction) throws SQLException {
    try (PreparedStatement upsert =
        transaction.prepareStatement(
            "INSERT INTO folded AS f VALUES (?, ?) ON CONFLICT (stream) DO UPDATE"
                + " SET value = (f.value * 31 + excluded.value) % "
                + PRIME)) {
      for (RecordedEvent event : events) {
        upsert.setString(1, event.stream().value());
        upsert.setLong(2, n(event));
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }

  Map<String, Long> read(Projections projections) throws SQLException {
    return projections
        .read(
            name,
            connection -> {
              Map<String, Long> folded = new TreeMap<>();
              try (Statement statement = connection.createStatement();
                  var row = statement.executeQuery("SELECT stream, value FROM folded")) {
                while (row.next()) {
                  folded.put(row.getString(1), row.getLong(2));
                }
              }
              return folded;
            })
        .value();
  }
}
