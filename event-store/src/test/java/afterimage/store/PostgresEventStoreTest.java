package afterimage.store;

import static afterimage.store.EventStoreContract.event;
import static afterimage.store.ExpectedVersion.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresEventStoreTest implements EventStoreContract {

  private final Database database = TestPostgres.freshDatabase();
  private AgroalDataSource pool;
  private EventStore store;

  @BeforeEach
  void migrate() {
    pool = database.pool(20);
    StoreSchema.migrate(pool);
    store = new PostgresEventStore(pool);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Override
  public EventStore store() {
    return store;
  }

  @Test
  void an_append_is_part_of_the_callers_transaction() throws SQLException {
    StreamAppend append = new StreamAppend(CART, ANY, List.of(event("A")));
    try (Connection transaction = transaction()) {
      store.append(List.of(append), transaction);
      assertThat(store.read(CART)).isEmpty();
      transaction.rollback();
      assertThat(store.read(CART)).isEmpty();

      store.append(List.of(append), transaction);
      assertThatThrownBy(
              () ->
                  store.append(
                      List.of(
                          new StreamAppend(CART, ExpectedVersion.NO_STREAM, List.of(event("B")))),
                      transaction))
          .isInstanceOf(VersionConflict.class);
      transaction.commit();
    }
    assertThat(EventStoreContract.types(store.read(CART))).containsExactly("A");
  }

  @Test
  void a_connection_that_commits_by_itself_is_refused() throws SQLException {
    try (Connection connection = database.connect()) {
      assertThatThrownBy(
              () ->
                  store.append(
                      List.of(new StreamAppend(CART, ANY, List.of(event("A")))), connection))
          .hasMessage(
              "The connection commits by itself. Switch auto-commit off, so that the append is part"
                  + " of a transaction");
    }
  }

  @Test
  void the_database_refuses_to_change_what_was_appended() throws SQLException {
    store.append(CART, ANY, List.of(event("A")));

    try (Connection owner = database.connect();
        var statement = owner.createStatement()) {
      for (String change :
          List.of(
              "UPDATE afterimage.events SET type = 'B'",
              "DELETE FROM afterimage.events",
              "TRUNCATE afterimage.events")) {
        assertThatThrownBy(() -> statement.execute(change))
            .hasMessageContaining(
                "An appended event never changes: %s on events is refused"
                    .formatted(change.substring(0, change.indexOf(' '))));
      }
    }
    assertThat(EventStoreContract.types(store.read(CART))).containsExactly("A");
  }

  @Test
  void a_reader_never_passes_a_position_that_an_append_in_flight_may_fill() throws SQLException {
    store.append(CART, ANY, List.of(event("A")));
    try (Connection slow = transaction()) {
      store.append(List.of(new StreamAppend(BUTTON, ANY, List.of(event("Slow")))), slow);
      store.append(CART, ANY, List.of(event("Fast")));

      assertThat(EventStoreContract.types(store.readAll(0, 10))).containsExactly("A");
      slow.commit();
    }
    assertThat(EventStoreContract.types(store.readAll(0, 10))).containsExactly("A", "Slow", "Fast");
  }

  @Test
  void an_unrelated_open_transaction_does_not_hold_readers_up() throws SQLException {
    try (Connection unrelated = transaction();
        var statement = unrelated.createStatement()) {
      statement.execute("CREATE TABLE elsewhere (x int)");
      statement.execute("SELECT pg_advisory_xact_lock(1)");
      store.append(CART, ANY, List.of(event("A")));

      assertThat(store.readAll(0, 10)).hasSize(1);
      unrelated.rollback();
    }
  }

  @Test
  void a_reader_beside_many_writers_sees_every_event_once_and_in_order() throws Exception {
    long seed = new Random().nextLong();
    int writers = 8;
    int appends = 60;
    var written = new ConcurrentLinkedQueue<Appended>();
    var running = new AtomicInteger(writers);
    List<Long> seen = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> futures = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        Random random = new Random(seed + writer);
        futures.add(threads.submit(write(random, appends, written, running)));
      }
      while (true) {
        boolean last = running.get() == 0;
        List<RecordedEvent> page = store.readAll(seen.isEmpty() ? 0 : seen.getLast(), 7);
        page.forEach(event -> seen.add(event.position()));
        if (last && page.isEmpty()) {
          break;
        }
      }
      for (Future<Void> future : futures) {
        future.get();
      }
    }
    assertThat(seen)
        .as("seed %d", seed)
        .isEqualTo(written.stream().map(Appended::position).sorted().toList());
    for (int stream = 0; stream < 4; stream++) {
      List<Long> versions =
          store.read(StreamId.of("s-" + stream)).stream().map(RecordedEvent::version).toList();
      assertThat(versions).as("seed %d", seed).doesNotContainNull();
      for (int i = 0; i < versions.size(); i++) {
        assertThat(versions.get(i)).as("seed %d", seed).isEqualTo(i + 1L);
      }
    }
  }

  /// Overlapping streams, in any order, and a third of the transactions rolled back.
  private Callable<Void> write(
      Random random, int appends, ConcurrentLinkedQueue<Appended> written, AtomicInteger running) {
    return () -> {
      try {
        for (int i = 0; i < appends; i++) {
          int first = random.nextInt(4);
          List<StreamAppend> batch = new ArrayList<>();
          for (int k = 0; k <= random.nextInt(3); k++) {
            batch.add(
                new StreamAppend(
                    StreamId.of("s-" + (first + 4 - k) % 4), ANY, List.of(event("E"), event("F"))));
          }
          try (Connection transaction = transaction()) {
            List<Appended> appended = store.append(batch, transaction);
            if (random.nextInt(3) == 0) {
              transaction.rollback();
            } else {
              transaction.commit();
              written.addAll(appended);
            }
          }
        }
        return null;
      } finally {
        running.decrementAndGet();
      }
    };
  }

  private Connection transaction() throws SQLException {
    Connection connection = pool.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }
}
