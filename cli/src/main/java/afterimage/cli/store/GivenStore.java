package afterimage.cli.store;

import afterimage.cli.BadConfiguration;
import afterimage.cli.Given;
import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which store is meant.
final class GivenStore {

  @Option(
      names = "--store",
      paramLabel = "URL",
      description =
          "The database of the store (jdbc:postgresql://… or postgresql://…). Default: PG* variables.")
  private @Nullable String url;

  /// @throws BadConfiguration if none is given, or there is no store in it
  DataSource open() throws SQLException {
    Database database =
        Given.database(url)
            .orElseThrow(
                () ->
                    new BadConfiguration(
                        "Which store? Give its database with --store postgresql://… or PG* variables"));
    DataSource source = database.dataSource();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT to_regclass('afterimage.events')::text")) {
      row.next();
      if (row.getString(1) == null) {
        throw new BadConfiguration(
            "%s has no event store: there is no table afterimage.events. Name the database of one"
                .formatted(database));
      }
    }
    return source;
  }
}
