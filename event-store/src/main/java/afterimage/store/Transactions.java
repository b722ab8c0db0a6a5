package afterimage.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Work in one transaction: committed if it ends, rolled back if it throws, on a connection that
/// goes back as it came.
public final class Transactions {

  /// What is to be done; the transaction is not its own to end.
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    T in(Connection transaction) throws SQLException;
  }

  private Transactions() {}

  public static <T extends @Nullable Object> T in(DataSource database, Work<T> work)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      return in(connection, work);
    }
  }

  static <T extends @Nullable Object> T in(Connection connection, Work<T> work)
      throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    T result;
    try {
      result = work.in(connection);
      connection.commit();
    } catch (Throwable e) {
      undo(connection, autoCommit, e);
      throw e;
    }
    connection.setAutoCommit(autoCommit);
    return result;
  }

  /// Where the connection is gone, that is no news: what is told is why.
  private static void undo(Connection connection, boolean autoCommit, Throwable why) {
    try {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }
}
