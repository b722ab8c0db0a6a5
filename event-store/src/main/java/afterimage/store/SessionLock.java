package afterimage.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/// Work that one process of a database does at a time. The lock belongs to a connection, so it ends
/// with the process, however that ends, and no transaction is open meanwhile.
public final class SessionLock {

  private static final String KEY = "hashtextextended('afterimage ' || ?, 0)";

  /// What is to be done while nobody else does it.
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /// @param holder the connection that holds the lock, each statement a transaction of its own
    T with(Connection holder) throws SQLException, E;
  }

  private SessionLock() {}

  /// @param name what the lock is for
  /// @return what the work gave; empty if somebody else is at it
  public static <T, E extends Exception> Optional<T> tryHolding(
      DataSource database, String name, Work<T, E> work) throws SQLException, E {
    try (Connection connection = database.getConnection()) {
      if (!ask(connection, "SELECT pg_try_advisory_lock(" + KEY + ")", name)) {
        return Optional.empty();
      }
      boolean done = false;
      try {
        T result = work.with(connection);
        done = true;
        return Optional.of(result);
      } finally {
        release(connection, name, done);
      }
    }
  }

  /// A connection that could not give the lock back must not go back to a pool with it. Why the
  /// work failed is told before why this did.
  private static void release(Connection connection, String name, boolean done)
      throws SQLException {
    try {
      ask(connection, "SELECT pg_advisory_unlock(" + KEY + ")", name);
    } catch (SQLException e) {
      connection.abort(Runnable::run);
      if (done) {
        throw e;
      }
    }
  }

  private static boolean ask(Connection connection, String sql, String name) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
