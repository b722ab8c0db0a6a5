package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.proof.Difference;
import afterimage.capture.proof.Divergence;
import afterimage.capture.proof.Proof;
import afterimage.capture.proof.ProofReport;
import afterimage.capture.proof.TableProof;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Rows are changed, captured, and then the events or the rows are tampered with: the proof must
/// say what is wrong, and since when.
class ProofTest {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final TableId ITEMS = TableId.parse("items");

  private static final String MAPPING =
      """
      mapping: shop
      version: 1
      streams: { shelf: { root: shelves, id: "shelf-{id}", members: { items: shelf } } }
      events:
        Received:
          from:
            - { insert: items, data: { n: after.n, id: after.id } }
            - { update: items, when: after.n > before.n, data: { n: after.n - before.n, id: after.id } }
          restore:
            items: { key: { id: event.id }, set: { shelf: stream.id, n: "row.?n.orValue(0) + event.n" } }
        Gone: { from: [ { delete: items, data: { id: before.id } } ] }
        Cleared:
          over: Gone
          from: [ { delete: shelves, with: [ { delete: items } ] } ]
          restore:
            shelves: { key: { id: stream.id }, delete: true }
            items: { key: { shelf: stream.id }, delete: true }
        Opened: { from: [ { insert: shelves, when: after.open, data: { open: after.open } } ] }
      ignore:
        - { insert: shelves, when: "!after.open", because: a closed shelf is nothing yet }
        - { columns: [ shelves.seen_at ], because: bookkeeping }
      """;

  private final String name = "proof_" + COUNT.incrementAndGet();
  private final Database source = TestPostgres.freshDatabase();
  private final Database target = TestPostgres.freshDatabase();
  private AgroalDataSource pool;
  private Pipeline pipeline;
  private Thread running;
  private Mapping mapping;

  @BeforeEach
  void prepare() throws Exception {
    pool = target.pool(4);
    StoreSchema.migrate(pool);
    CaptureSchema.migrate(pool);
    sql(
        source,
        "CREATE TABLE shelves (id int PRIMARY KEY, open boolean NOT NULL, seen_at timestamptz DEFAULT now())",
        "CREATE TABLE items (id int PRIMARY KEY, shelf int REFERENCES shelves ON DELETE CASCADE,"
            + " n int NOT NULL, note text)",
        "ALTER TABLE shelves REPLICA IDENTITY FULL",
        "ALTER TABLE items REPLICA IDENTITY FULL");
    start(MAPPING);
    // An engine can be closed only once it has started.
    caughtUp();
  }

  @AfterEach
  void close() throws Exception {
    pipeline.close();
    running.join();
    new SlotSetup(source, Slot.named(name)).drop();
    pool.close();
  }

  private void start(String text) throws Exception {
    try (Connection connection = source.connect()) {
      Catalog catalog = Catalog.read(connection);
      mapping = MappingReader.read("shop.yaml", text, catalog);
      pipeline =
          Pipeline.open(
              name,
              source,
              catalog,
              List.of(mapping),
              new EventStoreSink(pool, new PostgresEventStore(pool)),
              Pipeline.Listener.NONE);
    }
    running = Thread.ofPlatform().start(pipeline::run);
  }

  private Proof.Request request() {
    return Proof.Request.of(source, pool, List.of(mapping));
  }

  private TableProof proof(String table) {
    return Proof.run(request()).tables().stream()
        .filter(of -> of.table().equals(TableId.parse(table)))
        .findFirst()
        .orElseThrow();
  }

  private static void sql(Database database, String... statements) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.commit();
    }
  }

  private static String text(Database database, String sql) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /// Which must be behind the pipeline before the store is tampered with.
  private void caughtUp() throws Exception {
    assertThat(pipeline.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
  }

  /// Does to the store what nobody can do who uses it.
  private void tamper(String change) throws Exception {
    sql(
        target,
        "ALTER TABLE afterimage.events DISABLE TRIGGER USER",
        change,
        "ALTER TABLE afterimage.events ENABLE TRIGGER USER");
  }

  @Test
  void rows_and_events_that_agree_are_equal_and_what_is_not_covered_is_told_apart()
      throws Exception {
    sql(source, "INSERT INTO shelves VALUES (1, true), (2, false), (3, true)");
    sql(source, "INSERT INTO items VALUES (1, 1, 5, 'x'), (2, 1, 7, NULL), (3, 3, 1, NULL)");
    sql(source, "UPDATE items SET n = n + 2 WHERE shelf = 1");
    sql(source, "DELETE FROM items WHERE id = 2");
    sql(source, "DELETE FROM shelves WHERE id = 3");

    ProofReport report = Proof.run(request());

    assertThat(report.isEqual()).isTrue();
    TableProof items = report.tables().getFirst();
    assertThat(items.table()).isEqualTo(ITEMS);
    assertThat(items.compared()).isEqualTo(1);
    assertThat(items.equal()).isEqualTo(1);
    assertThat(items.columns()).containsExactly("id", "shelf", "n");
    assertThat(items.notCovered()).isEqualTo(Map.of("note", "no event restores it"));
    TableProof shelves = report.tables().getLast();
    assertThat(shelves.compared()).isEqualTo(2);
    assertThat(shelves.equal()).isEqualTo(1);
    assertThat(shelves.ignored()).isEqualTo(Map.of("a closed shelf is nothing yet", 1L));
    assertThat(shelves.notCovered()).isEqualTo(Map.of("seen_at", "ignored: bookkeeping"));
    assertThat(text(source, "SELECT count(*) FROM pg_replication_slots WHERE temporary"))
        .isEqualTo("0");
  }

  @Test
  void an_event_that_was_taken_away_is_found_with_its_transaction() throws Exception {
    sql(source, "INSERT INTO shelves VALUES (1, true)");
    sql(source, "INSERT INTO items VALUES (1, 1, 5), (2, 1, 5)");
    sql(source, "UPDATE items SET n = 8 WHERE id = 1");
    String lost = text(source, "SELECT xmin FROM items WHERE id = 1");
    caughtUp();
    tamper("DELETE FROM afterimage.events WHERE data ->> 'n' = '3'");

    TableProof items = proof("items");

    assertThat(items.equal()).isEqualTo(1);
    assertThat(items.different()).isEqualTo(1);
    Difference one = items.samples().getFirst();
    assertThat(one.columns()).containsExactly(new Difference.OfColumn("n", "8", "5"));
    assertThat(one.since())
        .isInstanceOfSatisfying(
            Divergence.Untold.class,
            untold -> assertThat(untold.writer()).isEqualTo(Integer.parseInt(lost)));
  }

  @Test
  void an_event_with_other_data_is_found_in_the_transaction_it_tells_of() throws Exception {
    sql(source, "INSERT INTO shelves VALUES (1, true)");
    sql(source, "INSERT INTO items VALUES (1, 1, 5)");
    String transaction = text(source, "SELECT xmin FROM items WHERE id = 1");
    caughtUp();
    tamper("UPDATE afterimage.events SET data = '{\"n\":6,\"id\":1}' WHERE type = 'Received'");

    Difference one = proof("items").samples().getFirst();

    assertThat(one.columns()).containsExactly(new Difference.OfColumn("n", "5", "6"));
    assertThat(one.since())
        .isInstanceOfSatisfying(
            Divergence.ToldOtherwise.class,
            told -> assertThat(told.transaction().id()).isEqualTo(Long.parseLong(transaction)));
  }

  @Test
  void rows_that_only_one_side_has_are_missing_or_extra() throws Exception {
    sql(source, "INSERT INTO shelves VALUES (1, true)");
    sql(source, "INSERT INTO items VALUES (1, 1, 5)");
    sql(source, "INSERT INTO items VALUES (2, 1, 5)");
    sql(source, "DELETE FROM items WHERE id = 2");
    caughtUp();
    tamper(
        "DELETE FROM afterimage.events"
            + " WHERE type = 'Gone' OR type = 'Received' AND data ->> 'id' = '1'");

    TableProof items = proof("items");

    assertThat(items.missing()).isEqualTo(1);
    assertThat(items.extra()).isEqualTo(1);
    assertThat(items.compared()).isEqualTo(2);
    assertThat(items.samples())
        .extracting(Difference::kind)
        .containsExactlyInAnyOrder(Difference.Kind.MISSING, Difference.Kind.EXTRA);
    assertThat(items.samples())
        .filteredOn(sample -> sample.kind() == Difference.Kind.EXTRA)
        .allSatisfy(sample -> assertThat(sample.since()).isInstanceOf(Divergence.NotGone.class));
  }

  @Test
  void a_change_that_capture_could_not_explain_is_named_as_the_cause() throws Exception {
    sql(source, "INSERT INTO shelves VALUES (1, true)");
    sql(source, "INSERT INTO items VALUES (1, 1, 5)");
    sql(source, "UPDATE items SET n = 3");
    String unexplained = text(source, "SELECT xmin FROM items");
    sql(source, "UPDATE items SET n = 4");

    Difference one = proof("items").samples().getFirst();

    assertThat(one.columns()).containsExactly(new Difference.OfColumn("n", "4", "6"));
    assertThat(one.since())
        .isInstanceOfSatisfying(
            Divergence.Unexplained.class,
            since -> {
              assertThat(since.transaction().id()).isEqualTo(Long.parseLong(unexplained));
              assertThat(since.reason()).isEqualTo("no pattern matches");
            });
  }

  @Test
  void it_is_the_same_in_many_parts_as_in_one_and_while_rows_are_written() throws Exception {
    sql(source, "INSERT INTO shelves SELECT i, true FROM generate_series(1, 50) i");
    sql(source, "INSERT INTO items SELECT i, 1 + i % 50, 1 FROM generate_series(1, 3000) i");
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  try (Connection connection = source.connect();
                      Statement statement = connection.createStatement()) {
                    for (int i = 0; i < 300; i++) {
                      statement.execute("UPDATE items SET n = n + 1 WHERE id % 97 = " + i % 97);
                      statement.execute("DELETE FROM shelves WHERE id = " + (i + 1) / 10);
                    }
                  } catch (java.sql.SQLException e) {
                    throw new AssertionError(e);
                  }
                });
    for (int i = 0; i < 3; i++) {
      Proof.Request all = request();
      ProofReport report =
          Proof.run(
              new Proof.Request(
                  all.source(),
                  all.store(),
                  all.mappings(),
                  name,
                  all.patience(),
                  5,
                  i == 0 ? all.memory() : 150_000,
                  _ -> {}));
      assertThat(report.tables()).allSatisfy(table -> assertThat(table.samples()).isEmpty());
      assertThat(report.isEqual()).isTrue();
      assertThat(report.parts() > 1).isEqualTo(i > 0);
    }
    writer.join();
  }

  @Test
  void a_capture_that_has_ended_is_proven_as_long_as_nothing_happens() throws Exception {
    sql(source, "INSERT INTO shelves VALUES (1, true)", "INSERT INTO items VALUES (1, 1, 5, 'x')");
    caughtUp();
    pipeline.close();
    running.join();
    sql(source, "CREATE TABLE aside (id int)", "INSERT INTO aside VALUES (1)");

    assertThat(Proof.run(request()).isEqual()).isTrue();
    assertThat(proof("items").compared()).isEqualTo(1);
  }

  @Test
  void what_cannot_be_proven_is_said() throws Exception {
    pipeline.close();
    running.join();
    sql(source, "INSERT INTO shelves VALUES (1, true)");
    Proof.Request all = request();
    Proof.Request hasty =
        new Proof.Request(
            source, pool, all.mappings(), null, Duration.ofSeconds(1), 5, all.memory(), _ -> {});

    assertThatThrownBy(() -> Proof.run(hasty))
        .hasMessageStartingWith("Pipeline %s stands at ".formatted(name))
        .hasMessageEndingWith(
            "Is it running? Start `afterimage capture`, or look at `afterimage status`");
    assertThatThrownBy(
            () ->
                Proof.run(
                    new Proof.Request(
                        source,
                        pool,
                        all.mappings(),
                        "other",
                        all.patience(),
                        5,
                        all.memory(),
                        _ -> {})))
        .hasMessage("There is no pipeline other in this store; there are " + name);
    assertThatThrownBy(() -> Proof.run(Proof.Request.of(source, pool, List.of())))
        .hasMessage(
            "Pipeline %s captures with shop:1, but the mappings given are . Give those it captures with"
                .formatted(name));
    assertThatThrownBy(() -> Proof.run(Proof.Request.of(target, pool, List.of(mapping))))
        .hasMessageContaining("Name the source that it captures");
    assertThatThrownBy(
            () -> Proof.run(Proof.Request.of(source, source.dataSource(), List.of(mapping))))
        .hasMessage(
            "No pipeline has captured into this store. Start one with `afterimage capture`");
  }
}
