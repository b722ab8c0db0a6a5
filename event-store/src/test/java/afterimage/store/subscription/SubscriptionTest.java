package afterimage.store.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.Appended;
import afterimage.store.EventFilter;
import afterimage.store.ExpectedVersion;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreObserver;
import afterimage.store.StoreSchema;
import afterimage.store.StreamAppend;
import afterimage.store.StreamId;
import afterimage.store.Transactions;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

  private static final StreamId CART = StreamId.of("cart-1");

  private final Database database = TestPostgres.freshDatabase();
  private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final StoreObserver observer =
      new StoreObserver() {
        @Override
        public void failed(String name, Throwable failure) {
          failures.add(failure);
        }
      };
  private AgroalDataSource pool;
  private Wakeups wakeups;
  private PostgresEventStore store;
  private Subscriptions subscriptions;

  @BeforeEach
  void migrate() throws SQLException {
    pool = database.pool(20);
    StoreSchema.migrate(pool);
    wakeups = Wakeups.over(pool);
    store = new PostgresEventStore(pool).waking(wakeups::ring);
    subscriptions = new Subscriptions(store, pool, wakeups, observer);
    execute("CREATE TABLE effects (nth bigserial, type text, position bigint UNIQUE)");
  }

  @AfterEach
  void close() {
    wakeups.close();
    pool.close();
  }

  @Test
  void what_was_comes_first_and_then_what_comes_in_order() throws Exception {
    append("A", "B");
    try (Subscription subscription = inTransaction("reader", EventFilter.ALL)) {
      assertThat(subscription.await(append("C"), Duration.ofSeconds(20))).isTrue();
      assertThat(subscription.await(append("D", "E"), Duration.ofSeconds(20))).isTrue();
      assertThat(effects()).containsExactly("A", "B", "C", "D", "E");
      assertThat(subscription.failure()).isNull();
    }
  }

  @Test
  void it_goes_on_where_it_was_when_it_is_started_again() throws Exception {
    try (Subscription subscription = inTransaction("reader", EventFilter.ALL)) {
      subscription.await(append("A"), Duration.ofSeconds(20));
    }
    append("B");
    assertThat(effects()).containsExactly("A");
    try (Subscription subscription = inTransaction("reader", EventFilter.ALL)) {
      subscription.await(append("C"), Duration.ofSeconds(20));
    }
    assertThat(effects()).containsExactly("A", "B", "C");
  }

  @Test
  void only_what_passes_the_filter_comes() throws Exception {
    append("A", "B");
    store.append(StreamId.of("button-1"), ExpectedVersion.ANY, List.of(event("A")));
    try (Subscription subscription =
        inTransaction("reader", EventFilter.ALL.types("A").streamsBeginning("cart-"))) {
      long last = append("B", "A", "B");
      assertThat(subscription.await(last, Duration.ofSeconds(20))).isTrue();
    }
    assertThat(effects()).containsExactly("A", "A");
  }

  @Test
  void a_wake_up_that_is_lost_costs_time_only() throws Exception {
    PostgresEventStore quiet = new PostgresEventStore(pool);
    try (Subscription subscription = inTransaction("reader", EventFilter.ALL)) {
      subscription.await(append("A"), Duration.ofSeconds(20));
      long silent =
          quiet.append(CART, ExpectedVersion.ANY, List.of(event("B"))).getFirst().position();
      assertThat(subscription.await(silent, Duration.ofSeconds(20))).isTrue();
    }
    assertThat(effects()).containsExactly("A", "B");
  }

  @Test
  void another_process_is_woken_through_the_database() throws Exception {
    try (Wakeups others = Wakeups.over(pool)) {
      CountDownLatch woken = new CountDownLatch(1);
      // Its own first wake-up, when it begins to listen, is not the one that is meant.
      await().until(() -> others.generation() > 0);
      long before = others.generation();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  others.await(before, Duration.ofSeconds(30));
                  woken.countDown();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      wakeups.ring();
      assertThat(woken.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(others.generation()).isGreaterThan(before);
    }
  }

  @Test
  void it_listens_again_when_its_connection_is_cut() throws Exception {
    await().until(() -> wakeups.generation() > 0);
    long before = wakeups.generation();
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE query LIKE 'LISTEN%' AND datname = current_database()");
    await().atMost(Duration.ofSeconds(20)).until(() -> wakeups.generation() > before);
  }

  @Test
  void a_consumer_that_fails_gets_the_same_again_and_its_half_work_is_undone() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    try (Subscription subscription =
        subscriptions.inTransaction(
            "reader",
            EventFilter.ALL,
            (events, transaction) -> {
              write(events.stream().map(event -> event.type()).toList(), transaction);
              if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
              }
            })) {
      assertThat(subscription.await(append("A"), Duration.ofSeconds(20))).isTrue();
    }
    assertThat(effects()).containsExactly("A");
    assertThat(failures).extracting(Throwable::getMessage).containsExactly("not yet", "not yet");
  }

  @Test
  void of_two_processes_of_one_name_each_event_goes_to_one() throws Exception {
    try (Subscription one = inTransaction("reader", EventFilter.ALL);
        Subscription other = inTransaction("reader", EventFilter.ALL)) {
      long last = 0;
      for (int i = 0; i < 200; i++) {
        last = append("E" + i);
      }
      assertThat(one.await(last, Duration.ofSeconds(20))).isTrue();
      assertThat(other.await(last, Duration.ofSeconds(20))).isTrue();
    }
    assertThat(effects())
        .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(i -> "E" + i).toList());
    assertThat(failures).isEmpty();
  }

  @Test
  void outside_the_database_each_event_comes_at_least_once_and_again_after_a_failure()
      throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    EventConsumer consumer =
        events -> {
          events.forEach(event -> seen.add(event.type()));
          if (attempts.incrementAndGet() == 1) {
            throw new IllegalStateException("sent, but the answer was lost");
          }
        };
    try (Subscription subscription =
        subscriptions.atLeastOnce("sender", EventFilter.ALL, consumer)) {
      subscription.await(append("A"), Duration.ofSeconds(20));
      subscription.await(append("B"), Duration.ofSeconds(20));
    }
    assertThat(seen).containsExactly("A", "A", "B");
    try (Subscription subscription =
        subscriptions.atLeastOnce("sender", EventFilter.ALL, consumer)) {
      subscription.await(append("C"), Duration.ofSeconds(20));
    }
    assertThat(seen).containsExactly("A", "A", "B", "C");
  }

  @Test
  void outside_the_database_one_of_a_name_works_at_a_time() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    EventConsumer consumer =
        events -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          events.forEach(event -> seen.add(event.type()));
          inside.decrementAndGet();
        };
    try (Subscription one = subscriptions.atLeastOnce("sender", EventFilter.ALL, consumer);
        Subscription other = subscriptions.atLeastOnce("sender", EventFilter.ALL, consumer)) {
      for (int i = 0; i < 100; i++) {
        append("E" + i);
      }
      await().until(() -> seen.size() >= 100);
      assertThat(one.failure()).isNull();
      assertThat(other.failure()).isNull();
    }
    assertThat(seen)
        .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(i -> "E" + i).toList());
    assertThat(most).hasValue(1);
  }

  @Test
  void how_far_each_has_come_can_be_seen() throws Exception {
    long first = append("A");
    try (Subscription subscription = inTransaction("reader", EventFilter.ALL)) {
      subscription.await(first, Duration.ofSeconds(20));
    }
    long last = append("B", "C");

    assertThat(subscriptions.status())
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.name()).isEqualTo("reader");
              assertThat(status.position()).isEqualTo(first);
              assertThat(status.lag()).isEqualTo(last - first);
              assertThat(status.behind()).isPositive();
            });
  }

  @Test
  void an_unrelated_long_transaction_holds_nobody_up() throws Exception {
    try (Connection unrelated = pool.getConnection()) {
      unrelated.setAutoCommit(false);
      try (Statement statement = unrelated.createStatement()) {
        statement.execute("INSERT INTO effects (type) VALUES ('unrelated')");
      }
      try (Subscription subscription = inTransaction("reader", EventFilter.ALL)) {
        assertThat(subscription.await(append("A"), Duration.ofSeconds(20))).isTrue();
      }
      unrelated.rollback();
    }
    assertThat(effects()).containsExactly("A");
  }

  private Subscription inTransaction(String name, EventFilter filter) {
    return subscriptions.inTransaction(
        name,
        filter,
        (events, transaction) ->
            write(events.stream().map(event -> event.type()).toList(), transaction));
  }

  private static void write(List<String> types, Connection transaction) throws SQLException {
    try (var insert = transaction.prepareStatement("INSERT INTO effects (type) VALUES (?)")) {
      for (String type : types) {
        insert.setString(1, type);
        insert.executeUpdate();
      }
    }
  }

  /// @return the position of the last
  private long append(String... types) {
    List<NewEvent> events = List.of(types).stream().map(SubscriptionTest::event).toList();
    List<Appended> appended =
        store.append(List.of(new StreamAppend(CART, ExpectedVersion.ANY, events)));
    return appended.getLast().position();
  }

  private static NewEvent event(String type) {
    return NewEvent.of(type, Json.EMPTY, Metadata.NONE);
  }

  private List<String> effects() throws SQLException {
    return Transactions.in(
        pool,
        connection -> {
          try (Statement statement = connection.createStatement();
              var row = statement.executeQuery("SELECT type FROM effects ORDER BY nth")) {
            List<String> types = new java.util.ArrayList<>();
            while (row.next()) {
              types.add(row.getString(1));
            }
            return types;
          }
        });
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
