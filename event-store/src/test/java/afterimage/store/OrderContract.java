package afterimage.store;

import static afterimage.store.ExpectedVersion.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.postgres.Database;
import afterimage.store.integrity.StoreCheck;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// No reader of a [PostgresEventStore] ever passes a position that is filled later, and none waits
/// for a stranger; on every version of PostgreSQL.
interface OrderContract {

  StreamId HELD = StreamId.of("held");

  /// With the store's schema and nothing in it.
  Database database();

  AgroalDataSource pool();

  private EventStore postgres() {
    return new PostgresEventStore(pool());
  }

  /// An insert of the event waits for a lock that the caller has.
  private void holdRowsOf(StreamId stream) throws SQLException {
    execute(
        database(),
        """
        CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN new; END $$""",
        """
        CREATE TRIGGER hold AFTER INSERT ON afterimage.events FOR EACH ROW
        WHEN (new.stream_id = '%s') EXECUTE FUNCTION hold()"""
            .formatted(stream));
  }

  private static void execute(Database database, String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private boolean somebodyWaits() throws SQLException {
    try (Connection connection = database().connect();
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                    + " AND objid = 1 AND database = (SELECT oid FROM pg_database"
                    + " WHERE datname = current_database()))")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  @Test
  default void a_row_that_is_held_invisible_is_passed_by_no_reader() throws Exception {
    EventStore store = postgres();
    holdRowsOf(HELD);
    for (List<NewEvent> late :
        List.of(
            List.of(Samples.numbered("Late", 0)),
            List.of(Samples.numbered("Late", 0), Samples.numbered("Late", 1)))) {
      long before = store.readablePosition();
      // The holder's connection is closed first, so that the thread ends also when this fails.
      try (var thread = Executors.newVirtualThreadPerTaskExecutor();
          Connection holder = database().connect();
          Statement statement = holder.createStatement()) {
        statement.execute("SELECT pg_advisory_lock(1)");
        Future<List<Appended>> held = thread.submit(() -> store.append(HELD, ANY, late));
        await().until(this::somebodyWaits);

        List<Appended> passing =
            IntStream.range(0, 20)
                .mapToObj(i -> store.append(Samples.CART, ANY, List.of(Samples.numbered(i))))
                .flatMap(List::stream)
                .toList();
        assertThat(store.readAll(before, 100)).as("while the row is held").isEmpty();
        assertThat(store.readAll(0, EventFilter.ALL.types("Numbered"), 100).end())
            .as("also of those who do not want it")
            .isLessThanOrEqualTo(before);
        assertThat(store.walkAll(before, EventFilter.ALL)).isEmpty();
        assertThat(store.readablePosition()).isEqualTo(before);

        statement.execute("SELECT pg_advisory_unlock(1)");
        List<Appended> filled = held.get();
        assertThat(filled.getFirst().position()).isLessThan(passing.getFirst().position());
        assertThat(store.readAll(before, 100))
            .extracting(RecordedEvent::position)
            .containsExactlyElementsOf(positions(filled, passing));
      }
    }
  }

  private static List<Long> positions(List<Appended> first, List<Appended> then) {
    List<Appended> all = new ArrayList<>(first);
    all.addAll(then);
    return all.stream().map(Appended::position).toList();
  }

  @Test
  default void a_floor_that_is_locked_late_sends_no_reader_back() throws Exception {
    EventStore store = postgres();
    IntStream.rangeClosed(1, 5)
        .forEach(i -> store.append(Samples.CART, ANY, List.of(Samples.numbered(i))));
    try (Connection late = pool().getConnection();
        Statement statement = late.createStatement()) {
      late.setAutoCommit(false);
      // As an append that had read the sequence when it was at 2, and was kept from going on.
      statement.execute("SELECT pg_advisory_xact_lock_shared(afterimage.append_floor_key(2))");

      assertThat(store.readAll(4, EventFilter.ALL, 10)).isEqualTo(new EventPage(List.of(), 4, 4));
      assertThat(store.readAll(4, EventFilter.ALL.types("A"), 10).end()).isEqualTo(4);
      late.rollback();
    }
    assertThat(Samples.numbers(store.readAll(4, 10))).containsExactly(5);
  }

  @Test
  default void a_stranger_s_open_transaction_holds_nobody_up() throws Exception {
    EventStore store = postgres();
    execute(database(), "CREATE TABLE elsewhere (x int)");
    try (Connection stranger = database().connect();
        Statement statement = stranger.createStatement()) {
      stranger.setAutoCommit(false);
      // It writes, has an old snapshot, reads the events and holds locks of its own.
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      statement.execute("INSERT INTO elsewhere VALUES (1)");
      statement.execute("SELECT * FROM afterimage.events");
      statement.execute("SELECT pg_advisory_xact_lock(44807, 0), pg_advisory_xact_lock(44807)");

      for (int i = 1; i <= 3; i++) {
        store.append(Samples.CART, ANY, List.of(Samples.numbered(i)));
        store.append(Samples.BUTTON, ANY, List.of(Samples.numbered(i), Samples.numbered(i)));
        assertThat(store.readAll(0, 100)).hasSize(3 * i);
      }
      stranger.rollback();
    }
  }

  @Test
  default void a_reader_beside_writers_that_abort_at_random_sees_each_event_once_and_in_order()
      throws Exception {
    long seed = new Random().nextLong();
    System.out.println("order: seed " + seed);
    var written = new ConcurrentLinkedQueue<Appended>();
    int writers = 8;
    var running = new AtomicInteger(writers);
    List<Long> seen = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> futures = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        futures.add(threads.submit(writer(new Random(seed + writer), written, running)));
      }
      EventStore store = postgres();
      long after = 0;
      while (true) {
        boolean last = running.get() == 0;
        EventPage page = store.readAll(after, EventFilter.ALL, 5);
        page.events().forEach(event -> seen.add(event.position()));
        after = page.end();
        if (last && page.last()) {
          break;
        }
      }
      for (Future<Void> future : futures) {
        future.get();
      }
    }
    assertThat(seen)
        .as("seed %d", seed)
        .isNotEmpty()
        .isEqualTo(written.stream().map(Appended::position).sorted().toList());
    assertThat(StoreCheck.check(pool()).findings()).as("seed %d", seed).isEmpty();
  }

  /// Single, batched and imported appends to overlapping streams; a third is rolled back.
  private Callable<Void> writer(
      Random random, ConcurrentLinkedQueue<Appended> written, AtomicInteger running) {
    EventStore store = postgres();
    return () -> {
      try {
        for (int i = 0; i < 50; i++) {
          List<NewEvent> events =
              IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(Samples::numbered).toList();
          StreamAppend append = new StreamAppend(stream(random), ANY, events);
          if (random.nextInt(2) == 0) {
            // By itself: one call of the database where it is one event.
            written.addAll(store.append(List.of(append)));
            continue;
          }
          try (Connection transaction = pool().getConnection()) {
            transaction.setAutoCommit(false);
            List<Appended> appended = store.append(List.of(append), transaction);
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

  private static StreamId stream(Random random) {
    return StreamId.of("s-" + random.nextInt(6));
  }
}
