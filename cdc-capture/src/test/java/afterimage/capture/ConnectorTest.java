package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Message;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.source.ChangeSource;
import afterimage.capture.source.DebeziumChangeSource;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.capture.source.SourceProblem;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Spooling;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/// What the connector is told not to do by itself, where nothing of ours stands before it.
class ConnectorTest {

  /// Far more than connecting takes, and less than the connector waits by itself before it tries
  /// for the third time to take a slot (twice 10 s).
  private static final Duration SOON = Duration.ofSeconds(18);

  private Captured shop;

  @BeforeEach
  void prepare() throws Exception {
    shop = new Captured();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private DebeziumChangeSource source() {
    return new DebeziumChangeSource(
        shop.source,
        shop.slot.slot(),
        new TreeSet<>(shop.catalog.tables().keySet()),
        shop.catalog,
        Spooling.inTemporaryFolder());
  }

  private String count(String of) throws Exception {
    return shop.fromSource("SELECT count(*) FROM " + of);
  }

  @Test
  void it_makes_no_publication_when_there_is_none() throws Exception {
    shop.fromSource(
        "SELECT pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(shop.name));
    try (Running running = new Running(source(), new Taking())) {
      running.thread.join(Captured.PATIENCE);
      assertThat(running.failure.get()).isInstanceOf(SourceProblem.class);
    }
    assertThat(count("pg_publication")).isEqualTo("0");
  }

  @Test
  void it_leaves_the_slot_when_it_ends_and_reads_no_rows_by_itself() throws Exception {
    shop.execute("INSERT INTO buttons VALUES ('before', 'off')");
    shop.slot.create(Set.copyOf(shop.catalog.tables().keySet()), shop.catalog).close();
    Taking taking = new Taking();
    try (Running running = new Running(source(), taking)) {
      shop.execute("INSERT INTO buttons VALUES ('after', 'off')");
      LogSequenceNumber mark = shop.slot.mark();
      await().atMost(Captured.PATIENCE).until(() -> taking.isBeyond(mark));
      assertThat(running.failure.get()).isNull();
    }
    assertThat(taking.taken.stream().mapToInt(of -> of.changes().size()).sum()).isOne();
    assertThat(shop.slot.confirmed()).isPresent();
  }

  @Test
  void a_slot_may_have_a_name_that_is_no_word() throws Exception {
    SlotSetup odd = new SlotSetup(shop.source, Slot.named("2_" + shop.name));
    odd.create(Set.copyOf(shop.catalog.tables().keySet()), shop.catalog).close();
    Taking taking = new Taking();
    DebeziumChangeSource source =
        new DebeziumChangeSource(
            shop.source,
            odd.slot(),
            new TreeSet<>(shop.catalog.tables().keySet()),
            shop.catalog,
            Spooling.inTemporaryFolder());
    try (Running running = new Running(source, taking)) {
      LogSequenceNumber mark = odd.mark();
      await()
          .atMost(Captured.PATIENCE)
          .until(() -> taking.isBeyond(mark) || running.failure.get() != null);
      assertThat(running.failure.get()).isNull();
    } finally {
      odd.drop();
    }
  }

  @Test
  void it_does_not_go_on_by_itself_when_its_stream_breaks() throws Exception {
    shop.slot.create(Set.copyOf(shop.catalog.tables().keySet()), shop.catalog).close();
    Taking taking = new Taking();
    try (Running running = new Running(source(), taking)) {
      LogSequenceNumber mark = shop.slot.mark();
      await().atMost(Captured.PATIENCE).until(() -> taking.isBeyond(mark));
      assertThat(
              shop.fromSource(
                  "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '%s'"
                      .formatted(shop.name)))
          .isEqualTo("t");
      running.thread.join(Captured.PATIENCE);
      assertThat(running.failure.get())
          .isInstanceOf(SourceProblem.class)
          .hasMessageContaining("the stream of changes ended");
    }
  }

  @Test
  void it_gives_a_slot_up_soon_that_somebody_else_holds() throws Exception {
    shop.slot.create(Set.copyOf(shop.catalog.tables().keySet()), shop.catalog).close();
    try (Connection connection = shop.source.connectForReplication();
        PGReplicationStream _ =
            connection
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName(shop.name)
                .withSlotOption("proto_version", 1)
                .withSlotOption("publication_names", shop.name)
                .start();
        Running running = new Running(source(), new Taking())) {
      await().atMost(SOON).until(() -> running.failure.get() != null);
      assertThat(running.failure.get()).hasMessageContaining("is active for PID");
    }
  }

  @Test
  void a_transaction_arrives_as_what_it_is() throws Exception {
    shop.execute(
        "CREATE TABLE papers (id integer PRIMARY KEY, title text, body text)",
        "CREATE TABLE sheets (id integer PRIMARY KEY, title text, body text)",
        "ALTER TABLE papers REPLICA IDENTITY FULL",
        "ALTER TABLE papers ALTER body SET STORAGE EXTERNAL",
        "ALTER TABLE sheets ALTER body SET STORAGE EXTERNAL");
    shop.catalog = Shops.catalog(shop.source);
    shop.slot.create(Set.copyOf(shop.catalog.tables().keySet()), shop.catalog).close();
    Taking taking = new Taking();
    try (Running running = new Running(source(), taking)) {
      for (String table : List.of("papers", "sheets")) {
        shop.execute(
            "INSERT INTO %s VALUES (1, 'one', repeat('x', 9000))".formatted(table),
            "SELECT pg_logical_emit_message(false, 'aside', 'no part of it')",
            "SELECT pg_logical_emit_message(true, 'said', 'a part of it')",
            "UPDATE %s SET title = NULL".formatted(table),
            "UPDATE %s SET id = 2".formatted(table),
            "DELETE FROM %s".formatted(table),
            "TRUNCATE %s".formatted(table));
      }
      LogSequenceNumber mark = shop.slot.mark();
      await().atMost(Captured.PATIENCE).until(() -> taking.isBeyond(mark));
      assertThat(running.failure.get()).isNull();
    }
    List<ChangeSet> written = taking.taken.stream().filter(of -> !of.changes().isEmpty()).toList();
    assertThat(written).hasSize(2);

    Cell body = new Cell.Value("x".repeat(9000));
    Cell left = new Cell.Unchanged();
    // Where the old row is logged, it has the value that the new one leaves out.
    told(
        written.getFirst(),
        "papers",
        new OldRow.Full(row(1, new Cell.Value("one"), body)),
        new OldRow.Full(row(1, new Cell.Null(), body)),
        new OldRow.Full(row(2, new Cell.Null(), body)),
        body);
    told(
        written.getLast(),
        "sheets",
        new OldRow.NotLogged(),
        new OldRow.KeyOnly(new Row(Map.of("id", new Cell.Value(1L)))),
        new OldRow.KeyOnly(new Row(Map.of("id", new Cell.Value(2L)))),
        left);
  }

  private static void told(
      ChangeSet told, String name, OldRow first, OldRow second, OldRow last, Cell kept) {
    TableId table = TableId.parse(name);
    Cell body = new Cell.Value("x".repeat(9000));
    LogSequenceNumber commit = told.commit();
    assertThat(told.changes())
        .containsExactly(
            new RowChange.Inserted(
                table, new Position(commit, 1), row(1, new Cell.Value("one"), body)),
            new RowChange.Updated(
                table, new Position(commit, 3), first, row(1, new Cell.Null(), kept)),
            new RowChange.Updated(
                table, new Position(commit, 4), second, row(2, new Cell.Null(), kept)),
            new RowChange.Deleted(table, new Position(commit, 5), last),
            new RowChange.Truncated(table, new Position(commit, 6)));
    assertThat(told.messages())
        .containsExactly(new Message(new Position(commit, 2), "said", "a part of it"));
  }

  private static Row row(long id, Cell title, Cell body) {
    return new Row(Map.of("id", new Cell.Value(id), "title", title, "body", body));
  }

  /// Takes everything, and keeps it.
  private static final class Taking implements ChangeSource.Handler<List<ChangeSet>> {
    final List<ChangeSet> taken = new CopyOnWriteArrayList<>();

    boolean isBeyond(LogSequenceNumber place) {
      return taken.stream().anyMatch(of -> of.commit().compareTo(place) > 0);
    }

    @Override
    public List<ChangeSet> prepare(List<ChangeSet> transactions) {
      return transactions;
    }

    @Override
    public void store(List<List<ChangeSet>> prepared) {
      prepared.forEach(taken::addAll);
    }

    @Override
    public void storeLarge(SpooledTransaction transaction) {
      throw new AssertionError("nothing here is large");
    }

    @Override
    public void receiving(long transaction, int changes) {}

    @Override
    public void acknowledged() {}
  }

  private static final class Running implements AutoCloseable {
    final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    final Thread thread;
    private final DebeziumChangeSource source;

    Running(DebeziumChangeSource source, Taking taking) {
      this.source = source;
      this.thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      source.run(taking);
                    } catch (RuntimeException e) {
                      failure.set(e);
                    }
                  });
    }

    @Override
    public void close() {
      source.close();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
