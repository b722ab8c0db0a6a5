package afterimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.Pipeline;
import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingCommandsTest {

  private static final String MAPPING =
      """
      mapping: shop
      version: 1
      streams: { item: { root: items, id: "item-{id}" } }
      events:
        Received:
          from:
            - { insert: items, data: { n: after.n } }
            - { update: items, when: after.n > before.n, data: { n: after.n - before.n } }
          restore:
            items: { key: { id: stream.id }, set: { n: "row.?n.orValue(0) + event.n" } }
      examples:
        - name: two nuts
          when: [ { insert: items, row: { id: 1, n: 2 } } ]
          then: [ { Received: { n: 2 } } ]
      """;

  @TempDir private Path folder;

  private final Database database = TestPostgres.freshDatabase();
  private String mapping = "";

  record Ran(int exitCode, String out, String err) {}

  @BeforeEach
  void prepare() throws Exception {
    mapping = Files.writeString(folder.resolve("shop.yaml"), MAPPING).toString();
    sql("CREATE TABLE items (id int PRIMARY KEY, n int NOT NULL, note text)");
    sql("ALTER TABLE items REPLICA IDENTITY FULL");
  }

  private static Ran run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    return new Ran(exit, out.toString(), err.toString());
  }

  private String url() {
    return database.jdbcUrl() + "?user=" + database.user();
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = database.connect();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private long count(String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void validate_tells_what_each_column_comes_from_and_what_is_lost() {
    Ran ran = run("validate", "--mapping", mapping, "--url", url());

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            """
            %s: shop:1 can be used

            public.items
              id    names the stream
              n     Received
              note  LOST: no event restores it
              (no pattern reads: delete, truncate)

            Lost, because no event restores it: public.items.note
            1 example(s), all right.
            """
                .formatted(mapping));
  }

  @Test
  void validate_tells_all_problems_and_wrong_examples_and_exits_with_2() throws Exception {
    Files.writeString(folder.resolve("shop.yaml"), MAPPING.replace("after.n }", "after.m }"));
    Ran ran = run("validate", "--mapping", mapping, "--url", url());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out())
        .startsWith(
            mapping
                + ":7:43: Received reads after.m, but public.items has id, n, note. Did you mean n?")
        .endsWith(mapping + " cannot be used: 1 problem(s)\n");

    Files.writeString(
        folder.resolve("shop.yaml"), MAPPING.replace("Received: { n: 2 }", "Received: { n: 3 }"));
    Ran wrong = run("validate", "--mapping", mapping, "--url", url(), "--format", "json");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.out())
        .contains(
            "two nuts: event 1: expected Received {\\\"n\\\":3}, but it is Received {\\\"n\\\":2}");
  }

  @Test
  void assess_says_that_it_saw_nothing_and_what_to_do() {
    Ran ran = run("assess", "--mapping", mapping, "--url", url(), "--for", "1s");

    assertThat(ran.out())
        .isEqualTo(
            """
            Columns: 2 of 3 come back; lost: public.items.note
            Seen: nothing. No transaction changed a row of the mapped tables meanwhile, so that this \
            says only what the catalog says

            Rung: log+before (the old row in the log: REPLICA IDENTITY FULL)
            The next rung, log+tx, would add: one event where a transaction has several now
                # in the mapping, at the event that tells of all of them
                with: [ { insert: a_member } ]

            Next: afterimage assess --url … --for 30m --mapping %s, while the application is used
            """
                .formatted(mapping));
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Test
  void preview_prints_live_events_leaves_nothing_and_its_recording_gives_them_again()
      throws Exception {
    Path recording = folder.resolve("changes.jsonl");
    Ran[] live = new Ran[1];
    Thread thread =
        Thread.ofPlatform()
            .start(
                () ->
                    live[0] =
                        run(
                            "preview",
                            "--mapping",
                            mapping,
                            "--url",
                            url(),
                            "--record",
                            recording.toString(),
                            "--transactions",
                            "2",
                            "--quiet"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                count(
                        "SELECT count(*) FROM pg_replication_slots WHERE active AND database = current_database()")
                    == 1);
    sql("INSERT INTO items VALUES (1, 2)");
    sql("UPDATE items SET n = 5, note = 'x'");
    thread.join(60_000);

    assertThat(live[0].exitCode()).as(live[0].err()).isZero();
    List<String> lines = live[0].out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith("{\"stream\":\"item-1\",\"event\":\"Received\",\"data\":{\"n\":2}");
    assertThat(lines.get(1))
        .startsWith("{\"stream\":\"item-1\",\"event\":\"Received\",\"data\":{\"n\":3}");
    assertThat(lines.get(2))
        .startsWith(
            "{\"unexplained\":\"update\",\"table\":\"public.items\",\"columns\":[\"note\"],"
                + "\"reason\":\"no event restores it\"");
    assertThat(
            count("SELECT count(*) FROM pg_replication_slots WHERE database = current_database()"))
        .isZero();
    assertThat(count("SELECT count(*) FROM pg_publication")).isZero();

    Ran again = run("preview", "--mapping", mapping, "--from", recording.toString());
    assertThat(again.out()).isEqualTo(live[0].out());

    Ran explained = run("explain", "--mapping", mapping, "--from", recording.toString());
    assertThat(explained.exitCode()).isZero();
    assertThat(explained.out().lines().skip(1))
        .containsExactly(
            "  before: id=1, n=2, note=NULL",
            "  after: id=1, n=5, note='x'",
            "  Received#2: when: `after.n > before.n` = true",
            "  Received#2: n: `after.n - before.n` = 3",
            "  Received#2: applies",
            "  => Received {\"n\":3} in item-1, inferred",
            "  unexplained [note]: no event restores it");
  }

  @Test
  void explain_tells_how_an_event_of_a_store_came_about_long_after() throws Exception {
    Database derived = TestPostgres.freshDatabase();
    StoreSchema.migrate(derived.dataSource());
    CaptureSchema.migrate(derived.dataSource());
    capture(derived, "INSERT INTO items VALUES (1, 2)", "UPDATE items SET n = 5, note = 'x'");
    sql("DELETE FROM items");
    String store = derived.jdbcUrl() + "?user=" + derived.user();

    Ran ran = explain(store, "item-1@2");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out().lines().toList().getFirst()).isEqualTo("item-1@2  Received {\"n\":3}");
    assertThat(ran.out().lines().toList().get(2))
        .matches(
            "  inferred, by Received#2 of shop:1, from changes \\[1] of transaction \\d+, which ended"
                + " at \\S+");
    assertThat(ran.out().lines().skip(5))
        .containsExactly(
            "  before: id=1, n=2, note=NULL",
            "  after: id=1, n=5, note='x'",
            "  Received#2: when: `after.n > before.n` = true",
            "  Received#2: n: `after.n - before.n` = 3",
            "  Received#2: applies",
            "  => Received {\"n\":3} in item-1, inferred",
            "  unexplained [note]: no event restores it");
    String id = ran.out().lines().toList().get(1).split("[ ,]+")[2];
    assertThat(explain(store, id).out()).isEqualTo(ran.out());

    Files.writeString(
        folder.resolve("shop.yaml"), MAPPING.replace("n: after.n - before.n", "n: after.n"));
    assertThat(explain(store, "item-1@2").out())
        .endsWith(
            "Translated again, this event does not come of it, but [Received {\"n\":5} in item-1].\n");

    assertThat(explain(store, "item-1@9").err()).contains("has no event item-1@9");
    assertThat(explain(store, "item-1").err())
        .contains(
            "item-1 is no event's name. Expected STREAM@VERSION, such as cart-101@3, or an id");
    try (Connection connection = derived.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM afterimage_capture.change_sets");
    }
    Ran none = explain(store, "item-1@2");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("were not kept in").contains("--from");
  }

  private Ran explain(String store, String event) {
    return run("explain", "--mapping", mapping, "--store", store, "--event", event, "--url", url());
  }

  private void capture(Database derived, String... statements) throws Exception {
    Catalog catalog;
    try (Connection connection = database.connect()) {
      catalog = Catalog.read(connection);
    }
    DataSource target = derived.dataSource();
    Pipeline pipeline =
        Pipeline.open(
            "explained",
            database,
            catalog,
            List.of(MappingReader.read(Path.of(mapping), catalog)),
            EventStoreSink.keepingChanges(target, new PostgresEventStore(target)),
            Pipeline.Listener.NONE);
    try {
      Thread thread = Thread.ofPlatform().start(pipeline::run);
      for (String statement : statements) {
        sql(statement);
      }
      assertThat(pipeline.awaitCaughtUp(Duration.ofMinutes(2))).isTrue();
      pipeline.close();
      thread.join();
    } finally {
      pipeline.forget();
    }
  }

  @Test
  void a_recording_that_is_none_and_a_missing_database_are_told() throws Exception {
    Path none = Files.writeString(folder.resolve("none"), "hello");
    Ran ran = run("explain", "--mapping", mapping, "--from", none.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).startsWith("afterimage: " + none + ":1: this is no recording: ");

    Ran schema =
        run(
            "validate",
            "--mapping",
            mapping,
            "--schema",
            Files.writeString(folder.resolve("s.sql"), "CREATE TABLE oops (").toString());
    assertThat(schema.exitCode()).isEqualTo(2);
    assertThat(schema.err()).contains("syntax error");
  }
}
