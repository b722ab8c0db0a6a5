package afterimage.comparison.drive;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/// Somebody with a console on the legacy app's database.
@FunctionalInterface
public interface Maintenance {

  /// In one transaction.
  ///
  /// @throws DriveProblem if the database does not take it
  void run(String sql);

  static Maintenance of(DataSource source) {
    return sql -> {
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        try {
          statement.execute(sql);
          connection.commit();
        } catch (SQLException e) {
          connection.rollback();
          throw e;
        } finally {
          // Pools hand out connections as they were given back.
          connection.setAutoCommit(true);
        }
      } catch (SQLException e) {
        throw new DriveProblem("The script %s: %s".formatted(sql, e.getMessage()), e);
      }
    };
  }
}
