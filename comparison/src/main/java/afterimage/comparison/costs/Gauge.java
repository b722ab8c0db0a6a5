package afterimage.comparison.costs;

import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Reads off a database what it holds, and off its server what it has written.
record Gauge(Database database) {

  /// Pages that were not written since are logged whole at their first change, on every rung alike
  /// if all begin after a checkpoint.
  void checkpoint() {
    execute("CHECKPOINT");
  }

  /// Where the log of the whole server stands, in bytes.
  long log() {
    return number("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn");
  }

  /// What is in tables and their indexes, in schemas of these names. Packed tightly before, because
  /// a file grows by many pages at once, and a few hundred commands are only some pages.
  long bytes(String... schemas) {
    tables(schemas).forEach(table -> execute("VACUUM (FULL) " + table));
    return number(
        """
        SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'm') AND n.nspname IN ('%s')
          AND c.relname NOT LIKE '%%schema_history'
        """
            .formatted(String.join("', '", schemas)));
  }

  private List<String> tables(String... schemas) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ('%s')"
                    .formatted(String.join("', '", schemas)))) {
      List<String> tables = new ArrayList<>();
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
      return tables;
    } catch (SQLException e) {
      throw new ServerProblem("%s: %s".formatted(database.address(), e.getMessage()), e);
    }
  }

  /// Where the server keeps its data, on its own machine.
  String folder() {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW data_directory")) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new ServerProblem("%s: %s".formatted(database.address(), e.getMessage()), e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new ServerProblem("%s: %s".formatted(database.address(), e.getMessage()), e);
    }
  }

  private long number(String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new ServerProblem("%s: %s".formatted(database.address(), e.getMessage()), e);
    }
  }
}
