package afterimage.store.subscription;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// The row of one consumer.
final class Checkpoint {

  private static final String BEGIN =
      "INSERT INTO afterimage.subscriptions (name, position) VALUES (?, 0) ON CONFLICT DO NOTHING";
  private static final String LOCK =
      "SELECT position FROM afterimage.subscriptions WHERE name = ? FOR UPDATE";
  private static final String MOVE =
      "UPDATE afterimage.subscriptions SET position = ?, updated_at = clock_timestamp()"
          + " WHERE name = ? AND position < ?";

  private Checkpoint() {}

  /// How far it has come; nobody else moves it until the transaction ends.
  static long lock(Connection connection, String name) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(LOCK)) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          return row.getLong(1);
        }
      }
    }
    try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
      insert.setString(1, name);
      insert.executeUpdate();
    }
    return lock(connection, name);
  }

  static void move(Connection connection, String name, long position) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE)) {
      update.setLong(1, position);
      update.setString(2, name);
      update.setLong(3, position);
      if (update.executeUpdate() == 0) {
        throw new SQLException(
            "The subscription %s was moved to %d or beyond by somebody else, or removed"
                .formatted(name, position));
      }
    }
  }
}
