package afterimage.store.integrity;

import afterimage.store.EventStore;
import afterimage.store.PostgresEventStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Reads the links of all chains, stream by stream, from one snapshot and with bounded memory.
final class Chains {

  private static final String QUERY =
      "SELECT "
          + Link.COLUMNS
          + " FROM afterimage.events WHERE position <= ? ORDER BY stream_id, version, position";
  private static final int FETCHED_AT_ONCE = 1_000;

  private final DataSource database;

  Chains(DataSource database) {
    this.database = database;
  }

  @FunctionalInterface
  interface LinkReader {
    void link(Link link) throws SQLException;
  }

  /// @return the position up to which nothing can appear any more
  long readablePosition() {
    EventStore store = new PostgresEventStore(database);
    return store.readablePosition();
  }

  /// @param end the last position that counts
  void read(long end, LinkReader reader) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement query = connection.prepareStatement(QUERY)) {
        query.setFetchSize(FETCHED_AT_ONCE);
        query.setLong(1, end);
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            reader.link(Link.read(row));
          }
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }
}
