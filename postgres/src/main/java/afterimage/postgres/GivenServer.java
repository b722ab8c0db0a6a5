package afterimage.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// A server that somebody else runs.
record GivenServer(Database maintenance, String version) implements PostgresServer {

  static GivenServer at(Database maintenance) {
    try (Connection connection = maintenance.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_version")) {
      row.next();
      return new GivenServer(maintenance, row.getString(1).split(" ", 2)[0]);
    } catch (SQLException e) {
      throw ServerProblem.of(maintenance, e);
    }
  }

  @Override
  public Database database(String name) {
    return maintenance.named(name);
  }

  @Override
  public Database create(String name) {
    execute("CREATE DATABASE " + quoted(name));
    return database(name);
  }

  @Override
  public void drop(String name) {
    execute("DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
  }

  @Override
  public boolean isOurs() {
    return false;
  }

  @Override
  public String describe() {
    return "PostgreSQL %s at %s:%d".formatted(version, maintenance.host(), maintenance.port());
  }

  @Override
  public void close() {}

  private void execute(String sql) {
    try (Connection connection = maintenance.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw ServerProblem.of(maintenance, e);
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
