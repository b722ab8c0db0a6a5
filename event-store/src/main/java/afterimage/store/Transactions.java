package afterimage.store;

import java.sql.Connection;
import java.sql.SQLException;

/// One transaction on a connection that is given back as it came.
final class Transactions {

  private Transactions() {}

  static <T> T in(Connection connection, SqlCall<T> work) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    boolean committed = false;
    try {
      T result = work.call();
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
