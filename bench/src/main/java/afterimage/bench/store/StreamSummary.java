package afterimage.bench.store;

import afterimage.store.RecordedEvent;
import afterimage.store.projection.Projection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A row for each stream: how many events, of which version, and the sum of what was added.
final class StreamSummary implements Projection {

  private record Sum(long events, long version, long quantity) {}

  @Override
  public String name() {
    return "stream_summary";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void create(Connection transaction) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute(
          "CREATE TABLE summary (stream text COLLATE \"C\" PRIMARY KEY, events bigint NOT NULL,"
              + " version bigint NOT NULL, quantity bigint NOT NULL)");
    }
  }

  @Override
  public void apply(List<RecordedEvent> events, Connection transaction) throws SQLException {
    Map<String, Sum> sums = new LinkedHashMap<>();
    for (RecordedEvent event : events) {
      long quantity = event.data().tree().path("quantity").asLong();
      sums.merge(
          event.stream().value(),
          new Sum(1, event.version(), quantity),
          (one, other) ->
              new Sum(one.events + other.events, other.version, one.quantity + other.quantity));
    }
    try (PreparedStatement upsert =
        transaction.prepareStatement(
            "INSERT INTO summary AS s SELECT * FROM unnest(?, ?, ?, ?)"
                + " ON CONFLICT (stream) DO UPDATE SET events = s.events + excluded.events,"
                + " version = excluded.version, quantity = s.quantity + excluded.quantity")) {
      upsert.setArray(1, transaction.createArrayOf("text", sums.keySet().toArray()));
      upsert.setArray(2, numbers(transaction, sums, Sum::events));
      upsert.setArray(3, numbers(transaction, sums, Sum::version));
      upsert.setArray(4, numbers(transaction, sums, Sum::quantity));
      upsert.executeUpdate();
    }
  }

  private static java.sql.Array numbers(
      Connection transaction, Map<String, Sum> sums, java.util.function.ToLongFunction<Sum> value)
      throws SQLException {
    return transaction.createArrayOf(
        "bigint", sums.values().stream().mapToLong(value).boxed().toArray());
  }
}
