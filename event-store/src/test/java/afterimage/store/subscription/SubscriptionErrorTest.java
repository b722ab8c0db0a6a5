package afterimage.store.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.EventFilter;
import afterimage.store.ExpectedVersion;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreObserver;
import afterimage.store.StoreSchema;
import afterimage.store.StreamId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionErrorTest {

  private final Database database = TestPostgres.freshDatabase();

  @Test
  void whatever_a_consumer_throws_it_is_given_the_same_events_again() throws Exception {
    StoreSchema.migrate(database.dataSource());
    PostgresEventStore store = new PostgresEventStore(database.dataSource());
    long position =
        store
            .append(
                StreamId.of("a"),
                ExpectedVersion.ANY,
                List.of(NewEvent.of("A", Json.EMPTY, Metadata.NONE)))
            .getFirst()
            .position();
    Deque<Error> errors =
        new ArrayDeque<>(
            List.of(
                new AssertionError("as the driver's"),
                new OutOfMemoryError("as it comes"),
                new NoClassDefFoundError("as after an update")));
    try (Wakeups wakeups = Wakeups.over(database.dataSource());
        Subscription subscription =
            new Subscriptions(store, database.dataSource(), wakeups, StoreObserver.none())
                .inTransaction(
                    "errors",
                    EventFilter.ALL,
                    (_, _) -> {
                      if (!errors.isEmpty()) {
                        throw errors.pop();
                      }
                    })) {
      assertThat(subscription.await(position, Duration.ofSeconds(20))).isTrue();
      assertThat(subscription.failure()).isNull();
    }
    assertThat(errors).isEmpty();
  }
}
