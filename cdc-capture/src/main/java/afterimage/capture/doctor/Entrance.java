package afterimage.capture.doctor;

import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/// What answers at the address: PostgreSQL itself, something before it, or something else.
final class Entrance {

  private Entrance() {}

  /// @throws ServerProblem with the reason in words that help
  static Connection open(Database database) {
    try {
      return database.connect();
    } catch (ServerProblem e) {
      String message = String.valueOf(e.getMessage());
      if (message.contains("unsupported startup parameter")) {
        throw new ServerProblem(
            "%s: a connection pooler answers, which does not pass everything on (%s). Name the server itself"
                .formatted(database.address(), message),
            e);
      }
      if (e.getCause() instanceof SQLException cause && speaksAnother(cause)) {
        throw new ServerProblem(
            "%s: what answers there does not speak PostgreSQL's protocol (%s). Check host and port"
                .formatted(database.address(), cause.getMessage()),
            e);
      }
      throw e;
    }
  }

  private static boolean speaksAnother(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return "08P01".equals(e.getSQLState())
        || message.contains("Protocol error")
        || message.contains("setting up the SSL connection")
        || e.getCause() instanceof java.io.EOFException;
  }

  /// Servers that speak the protocol and are another product.
  static void refuseOther(Database database, Query query) throws SQLException {
    String version;
    try {
      version = query.rows("SELECT version()", row -> row.getString(1)).getFirst();
    } catch (SQLException e) {
      throw new ServerProblem(
          "%s: it does not say what it is (%s), so it is no PostgreSQL. Name a PostgreSQL server"
              .formatted(database.address(), e.getMessage()),
          e);
    }
    if (!version.startsWith("PostgreSQL ")
        || version.contains("YB")
        || version.contains("Redshift")) {
      throw new ServerProblem(
          "%s: it is no PostgreSQL but %s, which has no logical decoding with pgoutput. Name a PostgreSQL server"
              .formatted(database.address(), version));
    }
  }

  /// A pooler gives its clients keys of its own making: then the process that greeted us is not the
  /// one that answers.
  static List<Finding> pooled(Connection connection, Query query) throws SQLException {
    int greeted = connection.unwrap(PGConnection.class).getBackendPID();
    int answers = query.rows("SELECT pg_backend_pid()", row -> row.getInt(1)).getFirst();
    if (greeted == answers) {
      return List.of();
    }
    return List.of(
        Finding.blocks(
            "server",
            "a connection pooler stands before it (process %d greeted, %d answers); the replication protocol needs a session of its own"
                .formatted(greeted, answers),
            "Name the server itself in --url, not the pooler"));
  }
}
