package afterimage.store;

import static afterimage.store.ExpectedVersion.ANY;
import static afterimage.store.ExpectedVersion.exactly;
import static org.assertj.core.api.Assertions.assertThat;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.integrity.StoreCheck;
import io.agroal.api.AgroalDataSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two hundred threads append to a few streams, by themselves and several at once, whatever the
/// version and with the one that they read.
class CrowdTest {

  private static final int THREADS = 200;
  private static final int APPENDS = 8;
  private static final int STREAMS = 10;

  private final Database database = TestPostgres.freshDatabase();
  private AgroalDataSource pool;
  private EventStore store;

  @BeforeEach
  void migrate() {
    pool = database.pool(40);
    StoreSchema.migrate(pool);
    store = new PostgresEventStore(pool);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void versions_have_no_holes_no_update_is_lost_and_nobody_waits_in_a_circle() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("crowd: seed " + seed);
    var written = new ConcurrentLinkedQueue<Appended>();
    var conflicts = new AtomicInteger();
    var start = new CountDownLatch(1);
    List<Future<?>> futures = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < THREADS; thread++) {
        Random random = new Random(seed + thread);
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < APPENDS; i++) {
                    written.addAll(append(random, conflicts));
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> future : futures) {
        // A deadlock would be an error of the database here.
        future.get();
      }
    }
    System.out.printf("crowd: %d events, %d conflicts%n", written.size(), conflicts.get());

    List<RecordedEvent> all = store.walkAll(0, EventFilter.ALL).toList();
    assertThat(all.stream().map(RecordedEvent::id))
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(written.stream().map(Appended::id).toList());
    for (int stream = 0; stream < STREAMS; stream++) {
      StreamId id = stream(stream);
      List<RecordedEvent> events = store.read(id);
      assertThat(Samples.versions(events))
          .as("seed %d", seed)
          .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
      assertThat(events).extracting(RecordedEvent::position).isSorted();
      assertThat(count(events)).as("no update was lost, seed %d", seed).isEqualTo(counters(events));
    }
    assertThat(StoreCheck.check(pool).findings()).as("seed %d", seed).isEmpty();
  }

  private List<Appended> append(Random random, AtomicInteger conflicts) {
    int first = random.nextInt(STREAMS);
    return switch (random.nextInt(4)) {
      case 0 -> store.append(stream(first), ANY, List.of(Samples.numbered("Any", 0)));
      case 1 -> store.append(several(random, first));
      case 2 -> counted(first, conflicts, List.of());
      default -> counted(first, conflicts, List.of(Samples.numbered("Any", 1)));
    };
  }

  /// In any order, so that two who held one stream each would wait for the other's.
  private static List<StreamAppend> several(Random random, int first) {
    List<Integer> streams =
        new ArrayList<>(IntStream.range(0, 3).map(i -> (first + i) % STREAMS).boxed().toList());
    Collections.shuffle(streams, random);
    return streams.stream()
        .map(
            i ->
                new StreamAppend(
                    stream(i),
                    ANY,
                    List.of(Samples.numbered("Any", i), Samples.numbered("Any", i))))
        .toList();
  }

  /// Reads a counter, adds one, and writes it with the version that was read, until it succeeds.
  private List<Appended> counted(int stream, AtomicInteger conflicts, List<NewEvent> more) {
    while (true) {
      List<RecordedEvent> events = store.read(stream(stream));
      List<NewEvent> appended = new ArrayList<>();
      appended.add(
          new NewEvent(
              UUID.randomUUID(),
              "Counted",
              1,
              new Json("{\"n\": %d}".formatted(count(events) + 1)),
              Metadata.NONE));
      appended.addAll(more);
      try {
        return store.append(stream(stream), exactly(events.size()), appended);
      } catch (VersionConflict e) {
        conflicts.incrementAndGet();
      }
    }
  }

  /// The last value of the counter.
  private static long count(List<RecordedEvent> events) {
    return events.stream()
        .filter(event -> event.type().equals("Counted"))
        .mapToLong(event -> event.data().tree().path("n").asLong())
        .reduce(0, (_, n) -> n);
  }

  private static long counters(List<RecordedEvent> events) {
    return events.stream().filter(event -> event.type().equals("Counted")).count();
  }

  private static StreamId stream(int number) {
    return StreamId.of("crowd-" + number);
  }

  @Test
  void one_id_that_everybody_appends_at_once_is_there_once() throws Exception {
    NewEvent event = Samples.numbered(1);
    List<Future<List<Appended>>> futures = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        List<NewEvent> events = i % 2 == 0 ? List.of(event) : List.of(event, event);
        futures.add(threads.submit(() -> store.append(Samples.CART, ANY, events)));
      }
      int fresh = 0;
      for (Future<List<Appended>> future : futures) {
        fresh += future.get().getFirst().fresh() ? 1 : 0;
      }
      assertThat(fresh).isEqualTo(1);
    }
    assertThat(store.read(Samples.CART)).hasSize(1);
  }
}
