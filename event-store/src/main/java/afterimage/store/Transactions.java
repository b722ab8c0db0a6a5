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
    boolean committed = false;
    try {
      T result = work.in(connection);
      connection.commit();
      committed = true;
      return result;
    } finally {
      if (!committed) {
        connection.rollback();
      }
      connection.setAutoCommit(autoCommit);
    }
  }
}
