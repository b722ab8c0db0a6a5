package afterimage.store.projection;

import afterimage.store.EventFilter;
import afterimage.store.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// How many events of each type each stream has.
record TypeCounts(String name, int version, EventFilter filter) implements Projection {

  static final String NAME = "type_counts";

  static TypeCounts version(int version) {
    return new TypeCounts(NAME, version, EventFilter.ALL);
  }

  @Override
  public void create(Connection transaction) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute(
          "CREATE TABLE counts (stream text, type text, events bigint, PRIMARY KEY (stream, type))");
    }
  }

  @Override
  public void apply(List<RecordedEvent> events, Connection transaction) throws SQLException {
    try (PreparedStatement upsert =
        transaction.prepareStatement(
            "INSERT INTO counts AS c VALUES (?, ?, 1)"
                + " ON CONFLICT (stream, type) DO UPDATE SET events = c.events + 1")) {
      for (RecordedEvent event : events) {
        upsert.setString(1, event.stream().value());
        upsert.setString(2, event.type());
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }
}
