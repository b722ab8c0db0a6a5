package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another server behind the same address: a failover, a restore from a backup, a stranger.
class OtherServerTest {

  private static final String NAME = "other_server";

  @TempDir private Path folder;

  private final Database target = TestPostgres.freshDatabase();
  private final AgroalDataSource pool = target.pool(4);
  private final PostgresEventStore store = new PostgresEventStore(pool);

  @BeforeEach
  void prepare() throws Exception {
    StoreSchema.migrate(pool);
    CaptureSchema.migrate(pool);
    OwnServer.makeKeys(folder);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private Pipeline open(Database source) throws Exception {
    Catalog catalog = Shops.catalog(source);
    return Pipeline.open(
        NAME,
        source,
        catalog,
        Shops.mappings(catalog),
        new EventStoreSink(pool, store),
        Pipeline.Listener.NONE);
  }

  private static void press(Database source, String button) throws Exception {
    try (Connection connection = source.connect()) {
      connection.setAutoCommit(false);
      Shops.execute(connection, "INSERT INTO buttons VALUES ('%s', 'off')".formatted(button));
      Shops.execute(
          connection, "UPDATE buttons SET state = 'on' WHERE id = '%s'".formatted(button));
      connection.commit();
    }
  }

  private long events() {
    return store.readAll(0, 100).size();
  }

  @Test
  void a_failover_that_lost_nothing_is_followed_one_that_did_and_a_stranger_are_refused()
      throws Exception {
    Path first = folder.resolve("first");
    Path early = folder.resolve("early");
    Path late = folder.resolve("late");
    OwnServer server = OwnServer.on(first, folder);
    Captured.text(server.database("postgres"), "CREATE DATABASE shop");
    Shops.create(server.database("shop"));
    throughTls(server);
    press(server.database("shop"), "one");
    Captured.catchUp(open(server.database("shop")));
    server.close();
    OwnServer.promote(server.copy(early));

    server = OwnServer.on(first, folder);
    press(server.database("shop"), "two");
    Captured.catchUp(open(server.database("shop")));
    server.close();
    OwnServer.promote(server.copy(late));

    try (OwnServer restored = OwnServer.on(early, folder)) {
      assertThatThrownBy(() -> open(restored.database("shop")))
          .hasMessageContaining("timeline 2 left timeline 1 at ")
          .hasMessageContaining("what was stored after that never happened there");
    }
    try (OwnServer promoted = OwnServer.on(late, folder)) {
      press(promoted.database("shop"), "three");
      Captured.catchUp(open(promoted.database("shop")));
      press(promoted.database("shop"), "four");
      Captured.catchUp(open(promoted.database("shop")));
    }
    assertThat(events()).isEqualTo(4);
    Database stranger = TestPostgres.freshDatabase();
    Shops.create(stranger);
    assertThatThrownBy(() -> open(stranger))
        .hasMessageContaining("the server (system identifier): expected")
        .hasMessageContaining("the database: expected shop");
  }

  /// The whole way over TLS, with the server's certificate checked; and not with another.
  private void throughTls(OwnServer server) throws Exception {
    Database shop = server.database("shop");
    Path strangers = Files.createDirectories(folder.resolve("strangers"));
    OwnServer.makeKeys(strangers);
    assertThatThrownBy(() -> open(with(shop, strangers.resolve("server.crt"))))
        .hasMessageContaining("SSL error");
    Captured.catchUp(open(with(shop, folder.resolve("server.crt"))));
  }

  private static Database with(Database database, Path certificate) {
    Map<String, String> options = new HashMap<>(database.options());
    options.put("sslmode", "verify-full");
    options.put("sslrootcert", certificate.toString());
    return new Database(
        database.host(), database.port(), database.name(), database.user(), null, options);
  }
}
