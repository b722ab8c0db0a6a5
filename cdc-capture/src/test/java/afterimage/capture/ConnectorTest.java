package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.source.ChangeSource;
import afterimage.capture.source.DebeziumChangeSource;
import afterimage.capture.source.SourceProblem;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Spooling;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
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
