package afterimage.postgres;

import java.sql.SQLException;

/// A server that could not be reached or would not do what was asked: where, what, and the remedy.
public final class ServerProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ServerProblem(String message) {
    super(message);
  }

  public ServerProblem(String message, Throwable cause) {
    super(message, cause);
  }

  static ServerProblem of(Database database, SQLException e) {
    return new ServerProblem("%s: %s. %s".formatted(database.address(), sentence(e), remedy(e)), e);
  }

  private static String sentence(SQLException e) {
    String message = String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\n\\s*", "; ");
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  private static String remedy(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return switch (state) {
      case "28P01", "28000" -> "Check the user and password, and pg_hba.conf on the server";
      case "3D000" -> "Name a database that exists";
      case "42501" -> "Give the user the right that is named, or connect as another user";
      case "53300" -> "Raise max_connections, or end idle sessions";
      default ->
          state.startsWith("08")
              ? "Check that the server runs, and its host and port"
              : "See the server's log";
    };
  }
}
