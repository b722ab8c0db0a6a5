package afterimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProveCommandTest {

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

  record Ran(int exitCode, String out, String err) {}

  private static Ran run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    return new Ran(exit, out.toString(), err.toString());
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

  private Ran prove(String mapping, String format) {
    return run(
        "prove",
        "--mapping",
        mapping,
        "--url",
        url(source),
        "--store",
        url(target),
        "--format",
        format,
        "--quiet");
  }

  @Test
  void prove_tells_whether_the_events_give_the_rows_and_exits_with_0_or_1() throws Exception {
    String mapping = Files.writeString(folder.resolve("shop.yaml"), MAPPING).toString();
    sql(source, "CREATE TABLE items (id int PRIMARY KEY, n int NOT NULL, note text)");
    Ran none = prove(mapping, "text");
    assertThat(none.exitCode()).isEqualTo(3);
    assertThat(none.err())
        .isEqualTo(
            "afterimage: No pipeline has captured into this store."
                + " Start one with `afterimage capture`\n");
    try (var pool = target.pool(3);
        Connection connection = source.connect()) {
      StoreSchema.migrate(pool);
      CaptureSchema.migrate(pool);
      Catalog catalog = Catalog.read(connection);
      Pipeline pipeline =
          Pipeline.open(
              "prove_command",
              source,
              catalog,
              List.of(MappingReader.read(Path.of(mapping), catalog)),
              new EventStoreSink(pool, new PostgresEventStore(pool)),
              Pipeline.Listener.NONE);
      Thread thread = Thread.ofPlatform().start(pipeline::run);
      try {
        sql(source, "INSERT INTO items VALUES (1, 5), (2, 5)");
        assertThat(pipeline.awaitCaughtUp(Duration.ofMinutes(2))).isTrue();

        Ran equal = prove(mapping, "text");
        assertThat(equal.exitCode()).as(equal.err()).isZero();
        List<String> lines = equal.out().lines().toList();
        assertThat(lines.getFirst())
            .startsWith("EQUAL: every row that is covered is what the events say (at ")
            .endsWith(", pipeline prove_command, 2 events)");
        assertThat(lines.subList(2, lines.size()))
            .containsExactly(
                "public.items",
                "  2 rows compared: 2 equal, 0 different, 0 missing, 0 extra",
                "  not covered: note (no event restores it)");

        sql(source, "UPDATE items SET n = 6 WHERE id = 2");
        Ran different = prove(mapping, "text");
        assertThat(different.exitCode()).isEqualTo(1);
        assertThat(different.out())
            .startsWith("NOT EQUAL: 1 rows are not what the events say (at ")
            .contains("  different id=2\n    n: the row has 6, the events give 5\n    wrong since")
            .contains("whose update was kept as unexplained: ");
        assertThat(prove(mapping, "json").out())
            .contains("\"equal\":false")
            .contains("\"columns\":[{\"column\":\"n\",\"source\":\"6\",\"events\":\"5\"}]");
        assertThat(prove(mapping, "md").out())
            .contains("| public.items | 2 | 1 | 1 | 0 | 0 | 0 | note (no event restores it) |");

        assertThat(different.out()).doesNotContain("PARKED");
        // As capture leaves it when the mapping says `failing: park`.
        sql(
            target,
            "INSERT INTO afterimage_capture.parked_transactions (pipeline, commit_lsn,"
                + " transaction_id, committed_at, reason, change_set) VALUES ('prove_command', '0/1', 7,"
                + " now(), 'why', '{\"changes\": [{\"schema\": \"public\", \"table\": \"items\"}]}')");
        sql(
            target,
            "INSERT INTO afterimage_capture.parked_streams"
                + " SELECT 'prove_command', 'item-' || n, '0/1' FROM generate_series(1, 7) n");
        Ran parked = prove(mapping, "text");
        assertThat(parked.exitCode()).isEqualTo(1);
        String says =
            "PARKED: 1 transactions wait to be released, in 7 streams (item-1, item-2, item-3, item-4,"
                + " item-5 and 2 more), of public.items. Rows that they changed differ until then.";
        assertThat(parked.out()).contains("\n" + says);
        assertThat(parked.out()).contains("run `afterimage capture --release-parked`\n");
        assertThat(prove(mapping, "md").out()).contains(says.substring(0, 100));
        assertThat(prove(mapping, "json").out())
            .contains(
                "\"parked\":{\"transactions\":1,\"allStreams\":7,\"streams\":[\"item-1\",\"item-2\","
                    + "\"item-3\",\"item-4\",\"item-5\"],\"tables\":[\"public.items\"]}");
      } finally {
        pipeline.close();
        thread.join();
        new SlotSetup(source, Slot.named("prove_command")).drop();
      }
    }
  }
}
