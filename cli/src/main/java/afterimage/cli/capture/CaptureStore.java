package afterimage.cli.capture;

import afterimage.cli.BadConfiguration;
import afterimage.cli.Given;
import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where derived events go.
final class CaptureStore {

  @Option(
      names = "--store",
      paramLabel = "URL",
      description =
          "The database of the derived events (jdbc:postgresql://… or postgresql://…); its tables are"
              + " made in the schemas afterimage and afterimage_capture.")
  private @Nullable String url;

  /// @throws BadConfiguration if none is named, or not rightly
  Database database() {
    if (url == null) {
      throw new BadConfiguration(
          "Where shall the events go? Give a database with --store postgresql://…;"
              + " it may be another one on the server of --url");
    }
    // The server's details of an error quote values of rows, which belong in no message.
    return Given.database(url).orElseThrow().withDefault("logServerErrorDetail", "false");
  }

  /// @throws BadConfiguration if nothing was ever captured into it
  Database captured() {
    if (!hasCaptured()) {
      throw new BadConfiguration(
          "%s: nothing was captured into this database. Name one with afterimage capture --store"
              .formatted(database().address()));
    }
    return database();
  }

  /// Whether its tables are there.
  boolean hasCaptured() {
    Database database = database();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT to_regclass('afterimage_capture.generations')::text")) {
      row.next();
      return row.getString(1) != null;
    } catch (SQLException e) {
      throw new ServerProblem("%s: %s".formatted(database.address(), e.getMessage()), e);
    }
  }
}
