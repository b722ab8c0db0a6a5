package afterimage.store.projection;

import static afterimage.store.ExpectedVersion.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.AsOf;
import afterimage.store.EventFilter;
import afterimage.store.EventStore;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.RecordedEvent;
import afterimage.store.StoreObserver;
import afterimage.store.StoreSchema;
import afterimage.store.StreamAppend;
import afterimage.store.StreamId;
import afterimage.store.subscription.Subscription;
import afterimage.store.subscription.Wakeups;
import io.agroal.api.AgroalDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What holds for any events: folded in one go, inline, behind, or anew they give the same; and a
/// stream as of a version is the stream as of the time of that version.
class FoldTest {

  private final Database database = TestPostgres.freshDatabase();
  private AgroalDataSource pool;
  private Wakeups wakeups;

  @BeforeEach
  void migrate() {
    pool = database.pool(20);
    StoreSchema.migrate(pool);
    wakeups = Wakeups.over(pool);
  }

  @AfterEach
  void close() {
    wakeups.close();
    pool.close();
  }

  @Test
  void however_events_are_folded_they_give_the_same() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("fold: seed " + seed);
    Folded inline = new Folded("folded_inline", 1);
    Folded behind = new Folded("folded_behind", 1);
    PostgresEventStore plain = new PostgresEventStore(pool).waking(wakeups::ring);
    Projections projections = new Projections(plain, pool, wakeups, StoreObserver.none());
    PostgresEventStore store = plain.handlingInline(projections.inline(inline));
    try (Subscription running = projections.continuous(behind);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        Random random = new Random(seed + writer);
        writers.add(threads.submit(() -> write(store, random)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      assertThat(running.await(store.readablePosition(), Duration.ofSeconds(60))).isTrue();
    }

    List<RecordedEvent> all = store.walkAll(0, EventFilter.ALL).toList();
    Map<String, Long> folded = Folded.fold(all);
    assertThat(folded).as("seed %d", seed).isNotEmpty();
    assertThat(inline.read(projections)).as("inline, seed %d", seed).isEqualTo(folded);
    assertThat(behind.read(projections)).as("behind, seed %d", seed).isEqualTo(folded);
    for (Folded anew : List.of(inline, behind)) {
      projections.rebuild(anew, (_, _) -> {});
      assertThat(anew.read(projections)).as("anew, seed %d", seed).isEqualTo(folded);
    }
    for (String stream : folded.keySet()) {
      assertThat(Folded.fold(store.read(StreamId.of(stream))).get(stream))
          .as("stream by stream, seed %d", seed)
          .isEqualTo(folded.get(stream));
    }
  }

  private static void write(EventStore store, Random random) {
    for (int i = 0; i < 40; i++) {
      List<StreamAppend> appends = new ArrayList<>();
      for (int n = 0; n <= random.nextInt(4); n++) {
        appends.add(new StreamAppend(stream(random), ANY, events(random, 1 + random.nextInt(3))));
      }
      store.append(appends);
    }
    store.appendAll(
        List.of(new StreamAppend(StreamId.of("own-" + random.nextLong()), ANY, events(random, 50)))
            .iterator());
  }

  private static StreamId stream(Random random) {
    return StreamId.of("s-" + random.nextInt(7));
  }

  private static List<NewEvent> events(Random random, int number) {
    return random
        .ints(number, 1, 1_000)
        .mapToObj(n -> NewEvent.of("N", new Json("{\"n\": %d}".formatted(n)), Metadata.NONE))
        .toList();
  }

  @Test
  void as_of_a_version_and_as_of_its_time_agree() {
    long seed = new Random().nextLong();
    System.out.println("as of: seed " + seed);
    Random random = new Random(seed);
    PostgresEventStore store = new PostgresEventStore(pool);
    for (int i = 0; i < 60; i++) {
      store.append(stream(random), ANY, events(random, 1 + random.nextInt(3)));
    }
    for (int s = 0; s < 7; s++) {
      StreamId stream = StreamId.of("s-" + s);
      List<RecordedEvent> events = store.read(stream);
      for (RecordedEvent event : events) {
        // Events of one append have one time.
        long last =
            events.stream()
                .filter(other -> other.recordedAt().equals(event.recordedAt()))
                .mapToLong(RecordedEvent::version)
                .max()
                .orElseThrow();
        assertThat(store.read(stream, new AsOf.RecordedAt(event.recordedAt())))
            .as("seed %d", seed)
            .isEqualTo(store.read(stream, new AsOf.Version(last)));
        assertThat(store.read(stream, new AsOf.RecordedAt(event.recordedAt().minusNanos(1))))
            .as("seed %d", seed)
            .allMatch(other -> other.version() < event.version());
      }
    }
  }
}
