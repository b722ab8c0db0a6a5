package afterimage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.capture.Pipeline;
import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {

  private static final String NAME = "status_command";

  private static final String MAPPING =
      """
      mapping: shop
      version: 1
      streams: { item: { root: items, id: "item-{id}" } }
      events:
        Received: { from: [ { insert: items, data: { n: after.n } } ] }
      """;

  @TempDir private Path folder;

  private final Database source = TestPostgres.freshDatabase();
  private final Database target = TestPostgres.freshDatabase();
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void captured() throws Exception {
    Path mapping = Files.writeString(folder.resolve("shop.yaml"), MAPPING);
    sql(source, "CREATE TABLE items (id int PRIMARY KEY, n int NOT NULL)");
    try (var pool = target.pool(3);
        Connection connection = source.connect()) {
      StoreSchema.migrate(pool);
      CaptureSchema.migrate(pool);
      Catalog catalog = Catalog.read(connection);
      Pipeline.open(
              NAME,
              source,
              catalog,
              List.of(MappingReader.read(mapping, catalog)),
              new EventStoreSink(pool, new PostgresEventStore(pool)),
              Pipeline.Listener.NONE)
          .close();
    }
  }

  @AfterEach
  void forgotten() {
    new SlotSetup(source, Slot.named(NAME)).drop();
  }

  @Test
  void it_exits_with_1_once_something_needs_a_person() throws Exception {
    assertThat(status()).isZero();
    assertThat(out.toString()).contains(NAME);
    park();
    assertThat(status()).isEqualTo(1);
  }

  @Test
  void it_tells_again_what_has_become_of_it_as_long_as_it_is_watched() throws Exception {
    Thread watching = Thread.ofPlatform().start(() -> status("--watch"));
    try {
      await().atMost(Duration.ofMinutes(1)).until(() -> told(1));
      String first = out.toString();
      park();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> out.toString().substring(first.length()).contains("1 transactions"));
      assertThat(first).doesNotContain("1 transactions");
      assertThat(watching.isAlive()).isTrue();
    } finally {
      watching.interrupt();
      watching.join(Duration.ofMinutes(1));
    }
    assertThat(watching.isAlive()).isFalse();
  }

  private boolean told(int times) {
    return out.toString().split(NAME, -1).length > times;
  }

  private int status(String... more) {
    String[] args = {"status", "--store", url(target)};
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(all);
  }

  /// As capture leaves it when the mapping says `failing: park`.
  private void park() throws SQLException {
    sql(
        target,
        "INSERT INTO afterimage_capture.parked_transactions (pipeline, commit_lsn,"
            + " transaction_id, committed_at, reason, change_set) VALUES ('%s', '0/1', 7, now(),"
                .formatted(NAME)
            + " 'why', '{}')");
  }

  private static String url(Database database) {
    return database.jdbcUrl() + "?user=" + database.user();
  }

  private static void sql(Database database, String statement) throws SQLException {
    try (Connection connection = database.connect();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
