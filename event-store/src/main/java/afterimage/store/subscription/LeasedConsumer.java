package afterimage.store.subscription;

import afterimage.store.EventFilter;
import afterimage.store.EventPage;
import afterimage.store.EventStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/// A turn of a consumer outside the database. The connection holds a lock for the turn, so that of
/// several processes of one name one consumes at a time, and notes how far it has come.
final class LeasedConsumer {

  private static final String KEY = "hashtextextended('afterimage subscription ' || ?, 0)";

  private final String name;
  private final EventFilter filter;
  private final EventConsumer consumer;
  private final EventStore store;
  private final DataSource database;
  private final int page;

  LeasedConsumer(
      String name,
      EventFilter filter,
      EventConsumer consumer,
      EventStore store,
      DataSource database,
      int page) {
    this.name = name;
    this.filter = filter;
    this.consumer = consumer;
    this.store = store;
    this.database = database;
    this.page = page;
  }

  Subscription.Turn take(long reached) throws Exception {
    try (Connection connection = database.getConnection()) {
      // Held by the session, so that no transaction stays open while the consumer works.
      if (!ask(connection, "SELECT pg_try_advisory_lock(" + KEY + ")")) {
        return new Subscription.Turn(0, reached, reached);
      }
      try {
        long position = Math.max(reached, Checkpoint.lock(connection, name));
        EventPage events = store.readAll(position, filter, page);
        if (!events.events().isEmpty()) {
          consumer.consume(events.events());
          Checkpoint.move(connection, name, events.end());
        }
        return Subscriptions.turn(events);
      } finally {
        ask(connection, "SELECT pg_advisory_unlock(" + KEY + ")");
      }
    }
  }

  private boolean ask(Connection connection, String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
