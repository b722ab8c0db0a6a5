package afterimage.capture.domains;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.Preview;
import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.translate.Translation;
import afterimage.domains.Domain;
import afterimage.domains.Transaction;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A domain on a real server, and what its load means to a mapping.
public final class Live {

  public static final long SEED = 7;
  private static final int TRANSACTIONS = 250;

  private Live() {}

  /// A database with the domain's tables, as doctor wants them.
  public static Database fit(Domain domain) throws SQLException {
    Database database = TestPostgres.freshDatabase();
    execute(database, List.of(domain.tables(), FULL));
    return database;
  }

  private static final String FULL =
      """
      DO $$ DECLARE t regclass; BEGIN
        FOR t IN SELECT c.oid FROM pg_class c WHERE c.relkind IN ('r', 'p')
                 AND c.relnamespace::regnamespace::text IN ('library', 'billing') LOOP
          EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', t);
        END LOOP;
      END $$
      """;

  public static Catalog catalog(Database database) throws SQLException {
    try (Connection connection = database.connect()) {
      return Catalog.read(connection);
    }
  }

  /// One transaction.
  public static void execute(Database database, List<String> statements) throws SQLException {
    try (Connection connection = database.connect()) {
      execute(connection, statements);
    }
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    connection.commit();
  }

  /// What mappings make of the domain's load.
  public static List<Translation> translate(
      Database database, Domain domain, Catalog catalog, List<Mapping> mappings) throws Exception {
    List<Translation> translations = Collections.synchronizedList(new ArrayList<>());
    try (Preview preview = Preview.open(database, catalog, mappings)) {
      Thread thread = Thread.ofPlatform().start(() -> preview.run(translations::add));
      try (Connection connection = database.connect()) {
        for (Transaction transaction : domain.load(SEED, TRANSACTIONS)) {
          execute(connection, transaction.statements());
        }
      }
      assertThat(preview.awaitCaughtUp(Duration.ofMinutes(3))).isTrue();
      preview.end();
      thread.join();
    }
    return translations;
  }
}
