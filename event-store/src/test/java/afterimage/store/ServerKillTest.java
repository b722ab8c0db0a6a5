package afterimage.store;

import static afterimage.store.ExpectedVersion.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.postgres.KillableServer;
import afterimage.store.integrity.StoreCheck;
import afterimage.store.subscription.Subscription;
import afterimage.store.subscription.Subscriptions;
import afterimage.store.subscription.Wakeups;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The server is killed and comes back while writers append and a subscription runs.
class ServerKillTest {

  private static final int KILLS = 4;

  private final ConcurrentLinkedQueue<Appended> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicBoolean abandoned = new AtomicBoolean();

  @Test
  void what_was_acknowledged_is_there_once_and_the_subscription_goes_on_by_itself()
      throws Exception {
    long seed = new Random().nextLong();
    System.out.println("server kill: seed " + seed);
    try (KillableServer server = new KillableServer();
        AgroalDataSource pool = server.database().pool(15)) {
      StoreSchema.migrate(pool);
      execute(pool, "CREATE TABLE effects (nth bigserial, position bigint UNIQUE)");
      try (Wakeups wakeups = Wakeups.over(pool);
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        PostgresEventStore store = new PostgresEventStore(pool).waking(wakeups::ring);
        Subscriptions subscriptions = new Subscriptions(store, pool, wakeups, StoreObserver.none());
        try (Subscription subscription =
            subscriptions.inTransaction("effects", EventFilter.ALL, ServerKillTest::note)) {
          List<Future<?>> writers = new ArrayList<>();
          for (int writer = 0; writer < 4; writer++) {
            Random random = new Random(seed + writer);
            writers.add(threads.submit(() -> append(store, random)));
          }
          Random random = new Random(seed);
          for (int kill = 0; kill < KILLS; kill++) {
            int enough = acknowledged.size() + 10 + random.nextInt(40);
            long reached = subscription.position();
            await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> acknowledged.size() > enough && subscription.position() > reached);
            server.killAndStart();
          }
          over.set(true);
          for (Future<?> writer : writers) {
            writer.get();
          }
          assertThat(
                  subscription.await(
                      acknowledged.stream().mapToLong(Appended::position).max().orElseThrow(),
                      Duration.ofSeconds(60)))
              .as("seed %d: %s", seed, subscription.failure())
              .isTrue();
        } finally {
          over.set(true);
          abandoned.set(true);
        }
        List<RecordedEvent> events = store.walkAll(0, EventFilter.ALL).toList();
        assertThat(events.stream().map(RecordedEvent::id))
            .as("seed %d", seed)
            .doesNotHaveDuplicates()
            .containsExactlyInAnyOrderElementsOf(acknowledged.stream().map(Appended::id).toList());
        assertThat(effects(pool))
            .as("each event had its effect once and in order, seed %d", seed)
            .isEqualTo(events.stream().map(RecordedEvent::position).toList());
        assertThat(StoreCheck.check(pool).findings()).as("seed %d", seed).isEmpty();
        System.out.printf(
            "server kill: killed %d times; %d events, %d appends failed and were repeated%n",
            KILLS, events.size(), failures.get());
      }
    }
  }

  /// Whoever gets an error does not know whether the append was committed; so it is repeated.
  private void append(EventStore store, Random random) {
    while (!over.get()) {
      List<NewEvent> events =
          IntStream.rangeClosed(0, random.nextInt(3))
              .mapToObj(i -> new NewEvent(UUID.randomUUID(), "E", 1, Json.EMPTY, Metadata.NONE))
              .toList();
      StreamId stream = StreamId.of("s-" + random.nextInt(3));
      while (!abandoned.get()) {
        try {
          acknowledged.addAll(store.append(stream, ANY, events));
          break;
        } catch (StoreProblem e) {
          failures.incrementAndGet();
          LockSupport.parkNanos(20_000_000);
        }
      }
    }
  }

  private static void note(List<RecordedEvent> events, Connection transaction) throws SQLException {
    try (PreparedStatement insert =
        transaction.prepareStatement("INSERT INTO effects (position) VALUES (?)")) {
      for (RecordedEvent event : events) {
        insert.setLong(1, event.position());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static List<Long> effects(AgroalDataSource pool) throws SQLException {
    List<Long> positions = new ArrayList<>();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("SELECT position FROM effects ORDER BY nth")) {
      while (row.next()) {
        positions.add(row.getLong(1));
      }
    }
    return positions;
  }

  private static void execute(AgroalDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
