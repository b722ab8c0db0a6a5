package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.proof.Proof;
import afterimage.capture.proof.ProofReport;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.PostgresEventStore;
import afterimage.store.RecordedEvent;
import afterimage.store.StoreSchema;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tables that are not as most are: in partitions, and without a key.
class OddTablesTest {

  private static final String MAPPING =
      """
      mapping: odd
      version: 1
      streams:
        order: { root: orders, id: "order-{id}~{region}" }
        log: { table: log, id: log }
      events:
        Placed: { from: [ { insert: orders, data: { n: after.n } } ] }
        Changed: { from: [ { update: orders, data: { n: after.n } } ] }
        Withdrawn: { from: [ { delete: orders } ] }
        Logged:
          from: [ { insert: log, data: { what: after.what, n: after.n } } ]
          restore: { log: { key: { what: event.what, n: event.n } } }
        Erased:
          from: [ { delete: log, data: { what: before.what, n: before.n } } ]
          restore: { log: { key: { what: event.what, n: event.n }, delete: true } }
      """;

  private final Database source = TestPostgres.freshDatabase();
  private final Database target = TestPostgres.freshDatabase();

  private void sql(String... statements) throws Exception {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void a_row_that_moves_between_partitions_goes_and_comes_and_a_table_without_a_key_is_a_heap()
      throws Exception {
    sql(
        "CREATE TABLE orders (id int, region text, n int, PRIMARY KEY (id, region))"
            + " PARTITION BY LIST (region)",
        "CREATE TABLE orders_north PARTITION OF orders FOR VALUES IN ('north')",
        "CREATE TABLE orders_south PARTITION OF orders FOR VALUES IN ('south')",
        "CREATE TABLE log (what text, n int)",
        "ALTER TABLE log REPLICA IDENTITY FULL");
    try (var pool = target.pool(3);
        Connection connection = source.connect()) {
      StoreSchema.migrate(pool);
      CaptureSchema.migrate(pool);
      Catalog catalog = Catalog.read(connection);
      Mapping mapping = MappingReader.read("odd.yaml", MAPPING, catalog);
      PostgresEventStore store = new PostgresEventStore(pool);
      Pipeline pipeline =
          Pipeline.open(
              "odd_tables",
              source,
              catalog,
              List.of(mapping),
              new EventStoreSink(pool, store),
              Pipeline.Listener.NONE);
      Thread thread = Thread.ofPlatform().start(pipeline::run);
      try {
        sql(
            "INSERT INTO orders VALUES (1, 'north', 5)",
            "UPDATE orders SET n = 6",
            "UPDATE orders SET region = 'south', n = 7",
            "INSERT INTO log VALUES ('a', 1), ('b', 2)",
            "DELETE FROM log WHERE what = 'a'");
        assertThat(pipeline.awaitCaughtUp(Duration.ofMinutes(2))).isTrue();

        List<RecordedEvent> events = store.readAll(0, 100);
        assertThat(events)
            .extracting(event -> event.stream() + " " + event.type())
            .containsExactly(
                "order-1~north Placed",
                "order-1~north Changed",
                "order-1~north Withdrawn",
                "order-1~south Placed",
                "log Logged",
                "log Logged",
                "log Erased");
        ProofReport report = Proof.run(Proof.Request.of(source, pool, List.of(mapping)));
        assertThat(report.isEqual()).as(report.toString()).isTrue();
        assertThat(report.tables())
            .extracting(table -> table.table() + " " + table.equal())
            .containsExactly("public.log 1", "public.orders 1");

        // Two rows that nothing tells apart are one to the events, and two to the table.
        sql("INSERT INTO log VALUES ('b', 2)");
        assertThat(Proof.run(Proof.Request.of(source, pool, List.of(mapping))).tables().getFirst())
            .satisfies(
                log -> {
                  assertThat(log.missing()).isEqualTo(1);
                  assertThat(log.equal()).isEqualTo(1);
                });
      } finally {
        pipeline.close();
        thread.join();
        new SlotSetup(source, Slot.named("odd_tables")).drop();
      }
    }
  }
}
