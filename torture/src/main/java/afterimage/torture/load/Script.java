package afterimage.torture.load;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;

/// Runs transactions that are SQL.
public final class Script {

  private Script() {}

  /// In one transaction; a statement that fails is undone alone. A last `ROLLBACK` undoes it all.
  ///
  /// @return whether it was committed
  /// @throws SQLException if the connection is lost; then nobody knows whether it was
  public static boolean run(Connection connection, List<String> statements) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        if (sql.equals("ROLLBACK")) {
          connection.rollback();
          return false;
        }
        boolean own = sql.startsWith("SAVEPOINT") || sql.startsWith("ROLLBACK TO");
        try {
          if (!own) {
            statement.execute("SAVEPOINT s");
          }
          one(connection, statement, sql);
        } catch (SQLException e) {
          if (isLost(e)) {
            throw e;
          }
          if (isOver(e)) {
            connection.rollback();
            return false;
          }
          statement.execute("ROLLBACK TO s");
        }
      }
    }
    connection.commit();
    return true;
  }

  private static void one(Connection connection, Statement statement, String sql)
      throws SQLException {
    if (!sql.startsWith("COPY ")) {
      statement.execute(sql);
      return;
    }
    int line = sql.indexOf('\n');
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(sql.substring(0, line), new StringReader(sql.substring(line + 1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLost(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || state.startsWith("57P");
  }

  /// After a deadlock, or a lock that did not come, the whole transaction is given up.
  private static boolean isOver(SQLException e) {
    return Set.of("40P01", "55P03").contains(String.valueOf(e.getSQLState()));
  }
}
