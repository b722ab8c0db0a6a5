package afterimage.store;

import static afterimage.store.ExpectedVersion.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.integrity.StoreCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The ends of time, clocks that go back, and moments between two microseconds.
class TimeTest {

  private static final Instant FIRST = Instant.parse("-4711-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("+294275-01-01T00:00:00Z");

  private final Database database = TestPostgres.freshDatabase();
  private final EventStore store = new PostgresEventStore(database.dataSource());

  @BeforeEach
  void migrate() {
    StoreSchema.migrate(database.dataSource());
  }

  private void append(List<Instant> instants, boolean together) {
    List<NewEvent> events = instants.stream().map(EventStoreContract::happened).toList();
    if (together) {
      store.append(Samples.CART, ANY, events);
    } else {
      events.forEach(event -> store.append(Samples.CART, ANY, List.of(event)));
    }
  }

  @Test
  void any_moment_that_can_be_kept_comes_back_to_the_microsecond() throws SQLException {
    long seed = new Random().nextLong();
    System.out.println("time: seed " + seed);
    Random random = new Random(seed);
    List<Instant> instants =
        new ArrayList<>(
            List.of(
                FIRST,
                LAST,
                Instant.EPOCH,
                Instant.EPOCH.minusNanos(1),
                Instant.parse("0000-12-31T23:59:59.999999Z"),
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("1582-10-10T00:00:00Z"),
                Instant.parse("+10000-01-01T00:00:00.000001Z")));
    for (int i = 0; i < 200; i++) {
      instants.add(
          Instant.ofEpochSecond(
              random.nextLong(FIRST.getEpochSecond(), LAST.getEpochSecond()),
              random.nextInt(1_000_000_000)));
    }
    append(instants, true);
    append(instants, false);

    List<Instant> expected = new ArrayList<>();
    for (int n = 0; n < 2; n++) {
      instants.forEach(instant -> expected.add(instant.truncatedTo(ChronoUnit.MICROS)));
    }
    assertThat(store.read(Samples.CART).stream().map(RecordedEvent::happenedAt))
        .as("seed %d", seed)
        .isEqualTo(expected);
    assertThat(StoreCheck.check(database.dataSource()).findings()).as("seed %d", seed).isEmpty();
  }

  @Test
  void the_ends_of_time_are_moments_to_ask_about() {
    append(List.of(FIRST, LAST), true);

    for (Instant end : List.of(Instant.MAX, LAST, LAST.plusSeconds(1))) {
      assertThat(store.read(Samples.CART, new AsOf.HappenedAt(end))).hasSize(2);
      assertThat(store.read(Samples.CART, new AsOf.RecordedAt(end))).hasSize(2);
    }
    for (Instant end : List.of(Instant.MIN, FIRST.minusNanos(1))) {
      assertThat(store.read(Samples.CART, new AsOf.HappenedAt(end))).isEmpty();
      assertThat(store.read(Samples.CART, new AsOf.RecordedAt(end))).isEmpty();
    }
    assertThat(store.read(Samples.CART, new AsOf.HappenedAt(FIRST))).hasSize(1);
  }

  @Test
  void a_moment_between_two_microseconds_is_before_the_later_one() {
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    append(List.of(noon, noon.plusNanos(1_000)), true);

    assertThat(store.read(Samples.CART, new AsOf.HappenedAt(noon.plusNanos(999)))).hasSize(1);
    assertThat(store.read(Samples.CART, new AsOf.HappenedAt(noon.plusNanos(1_000)))).hasSize(2);
  }

  @Test
  void recorded_times_of_a_stream_do_not_go_back_when_the_clock_does() throws SQLException {
    append(List.of(FIRST), false);
    // The clock of the last append was a year ahead.
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO afterimage.events
          SELECT n.*, sha256(e.hash || record_send(n))
          FROM afterimage.events e, LATERAL (SELECT
            nextval('afterimage.event_position'), e.stream_id, e.version + 1, gen_random_uuid(),
            e.type, e.schema_version, e.data, e.actor, e.reason, e.command_id, e.correlation_id,
            e.causation_id, e.happened_at, e.recorded_at + interval '1 year', e.provenance,
            e.source_lsn) n""");
    }
    Instant ahead = store.read(Samples.CART).getLast().recordedAt();
    append(List.of(FIRST), false);
    append(List.of(FIRST, FIRST), true);
    store.append(Samples.BUTTON, ANY, List.of(Samples.numbered(1)));

    assertThat(store.read(Samples.CART).stream().map(RecordedEvent::recordedAt).skip(1))
        .containsExactly(ahead, ahead, ahead, ahead);
    assertThat(store.read(Samples.CART, new AsOf.RecordedAt(ahead.minusNanos(1_000)))).hasSize(1);
    assertThat(store.read(Samples.BUTTON).getFirst().recordedAt()).isBefore(ahead);
    assertThat(StoreCheck.check(database.dataSource()).findings()).isEmpty();
  }
}
