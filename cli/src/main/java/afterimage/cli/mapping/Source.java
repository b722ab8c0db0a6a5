package afterimage.cli.mapping;

import afterimage.capture.catalog.Catalog;
import afterimage.cli.BadConfiguration;
import afterimage.cli.Given;
import afterimage.postgres.Database;
import afterimage.postgres.PostgresServer;
import afterimage.postgres.ServerProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the tables are that a mapping is of.
public final class Source {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The database with the tables (jdbc:postgresql://… or postgresql://…)."
              + " Default: PG* variables.")
  private @Nullable String url;

  /// @throws BadConfiguration if none is named, or not rightly
  public Database database() {
    return given()
        .orElseThrow(
            () ->
                new BadConfiguration("No database is named. Give --url, or PGHOST and PGDATABASE"));
  }

  public Optional<Database> given() {
    return Given.database(url);
  }

  public static Catalog catalog(Database database) {
    try (Connection connection = database.connect()) {
      return Catalog.read(connection);
    } catch (SQLException e) {
      throw new ServerProblem("%s: %s".formatted(database.address(), e.getMessage()), e);
    }
  }

  /// The tables that a file of SQL makes, on a server of our own.
  static Catalog made(Path schema) {
    try (PostgresServer server = PostgresServer.embedded()) {
      Database database = server.create("afterimage_validate");
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        statement.execute(Files.readString(schema));
        return Catalog.read(connection);
      }
    } catch (IOException e) {
      throw new BadConfiguration("%s cannot be read: %s".formatted(schema, e), e);
    } catch (SQLException e) {
      throw new BadConfiguration("%s: %s".formatted(schema, e.getMessage()), e);
    }
  }
}
