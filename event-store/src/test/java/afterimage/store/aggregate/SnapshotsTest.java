package afterimage.store.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.AsOf;
import afterimage.store.Certainty;
import afterimage.store.ExpectedVersion;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import afterimage.store.StreamId;
import afterimage.store.aggregate.Account.Command;
import afterimage.store.aggregate.Account.Event;
import afterimage.store.aggregate.Account.State;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

  private static final StreamId STREAM = StreamId.of("account-1");

  private final Database database = TestPostgres.freshDatabase();
  private final AgroalDataSource pool = database.pool(4);
  private final Told told = new Told();
  private final PostgresEventStore store = new PostgresEventStore(pool).observedBy(told);
  private final Snapshots<State> snapshots =
      Snapshots.in(pool, Codec.of(State.class)).every(10).observedBy(told);
  private final Aggregates<Command, State, Event> plain =
      new Aggregates<>(store, new Account(), Account.types());

  @BeforeEach
  void migrate() {
    StoreSchema.migrate(pool);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private static <C, S, E> Aggregates<C, S, E> with(
      Aggregates<C, S, E> aggregates, Snapshots<S> snapshots) {
    return aggregates.snapshotting(snapshots);
  }

  private void deposit(Aggregates<Command, State, Event> accounts, int times) {
    for (int i = 0; i < times; i++) {
      accounts.handle(STREAM, new Command.Deposit(1), Metadata.NONE);
    }
  }

  private List<Long> versions() throws SQLException {
    return numbers("SELECT version FROM afterimage.snapshots ORDER BY version");
  }

  private List<Long> numbers(String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<Long> numbers = new ArrayList<>();
      while (row.next()) {
        numbers.add(row.getLong(1));
      }
      return numbers;
    }
  }

  private void execute(String change) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(change);
    }
  }

  @Test
  void a_snapshot_is_written_every_so_many_events_and_the_rest_is_folded_on_it()
      throws SQLException {
    Aggregates<Command, State, Event> accounts = with(plain, snapshots);
    deposit(accounts, 9);
    assertThat(versions()).isEmpty();
    deposit(accounts, 1);
    assertThat(versions()).containsExactly(10L);
    deposit(accounts, 12);
    assertThat(versions()).containsExactly(20L);

    told.forget();
    Loaded<State> loaded = accounts.load(STREAM);
    assertThat(told.snapshots).containsExactly("used");
    assertThat(told.read).hasValue(2);
    assertThat(loaded).isEqualTo(plain.load(STREAM));
  }

  @Test
  void a_long_load_writes_one_too() throws SQLException {
    deposit(plain, 15);
    Aggregates<Command, State, Event> accounts = with(plain, snapshots);

    accounts.load(STREAM, new AsOf.Version(12));
    assertThat(versions()).isEmpty();
    accounts.load(STREAM);
    assertThat(versions()).containsExactly(15L);
    assertThat(told.snapshots).containsExactly("missed", "missed", "written");
  }

  @Test
  void an_older_version_is_read_by_a_snapshot_of_that_version_or_before_and_a_time_by_none() {
    Aggregates<Command, State, Event> accounts = with(plain, snapshots);
    deposit(accounts, 12);
    Instant recorded = store.read(STREAM).get(10).recordedAt();

    told.forget();
    assertThat(accounts.load(STREAM, new AsOf.Version(11)).state().balance()).isEqualTo(11);
    assertThat(accounts.load(STREAM, new AsOf.Version(10)).state().balance()).isEqualTo(10);
    assertThat(told.snapshots).containsExactly("used", "used");
    assertThat(told.read).hasValue(1);
    told.forget();
    assertThat(accounts.load(STREAM, new AsOf.Version(9)).state().balance()).isEqualTo(9);
    assertThat(accounts.load(STREAM, new AsOf.RecordedAt(recorded)).version())
        .isGreaterThanOrEqualTo(11);
    assertThat(told.snapshots).containsExactly("missed", "missed");
  }

  @Test
  void the_weakest_certainty_is_kept_with_the_state() {
    Aggregates<Command, State, Event> accounts = with(plain, snapshots.every(1));
    accounts.handle(
        STREAM,
        new Command.Deposit(1),
        Metadata.derived(
            Instant.EPOCH,
            new afterimage.store.Provenance(
                Certainty.AMBIGUOUS,
                "generation-1",
                "account",
                1,
                "Deposited #1",
                7,
                org.postgresql.replication.LogSequenceNumber.valueOf("0/10"),
                List.of(1),
                List.of())));

    told.forget();
    assertThat(accounts.load(STREAM).weakest()).contains(Certainty.AMBIGUOUS);
    assertThat(told.read).hasValue(0);
  }

  @Test
  void a_slower_writer_does_not_put_an_older_state_over_a_newer_one() throws SQLException {
    SnapshotTable<State> table = new SnapshotTable<>(snapshots, "shape");
    Loaded<State> newer = new Loaded<>(new State(30, List.of(30L)), 30, Optional.empty());
    table.offer(STREAM, newer, 0);
    table.offer(STREAM, new Loaded<>(new State(20, List.of(20L)), 20, Optional.empty()), 0);

    assertThat(versions()).containsExactly(30L);
    assertThat(table.find(STREAM, AsOf.LATEST)).contains(newer);
  }

  @Test
  void a_write_that_fails_is_told_and_the_command_stands() throws SQLException {
    Aggregates<Command, State, Event> accounts = with(plain, snapshots.every(1));
    execute("DROP TABLE afterimage.snapshots");

    try (Logged logged = Logged.by(SnapshotTable.class)) {
      assertThat(accounts.handle(STREAM, new Command.Deposit(7), Metadata.NONE).version())
          .isEqualTo(1);
      assertThat(told.snapshots).containsExactly("failed", "missed", "failed");
      assertThat(logged.lines().getLast())
          .startsWith(
              "The snapshot of stream account-1 could not be written, so all of its events are"
                  + " folded: ERROR: relation \"afterimage.snapshots\" does not exist");
    }
    assertThat(accounts.load(STREAM).state().balance()).isEqualTo(7);
  }

  @Test
  void a_state_that_cannot_be_written_is_told_and_the_command_stands() {
    Aggregates<Command, State, Event> accounts =
        with(
            plain,
            Snapshots.<State>in(
                    pool,
                    Codec.of(
                        _ -> {
                          throw new IllegalStateException("no way");
                        },
                        json -> json.as(State.class)))
                .every(1)
                .observedBy(told));
    deposit(accounts, 2);

    assertThat(told.snapshots).containsExactly("missed", "failed", "missed", "failed");
    assertThat(accounts.load(STREAM).state().balance()).isEqualTo(2);
  }

  @Test
  void a_state_that_cannot_be_read_is_told_and_the_events_are_folded() throws SQLException {
    Aggregates<Command, State, Event> accounts = with(plain, snapshots);
    deposit(accounts, 10);
    execute("UPDATE afterimage.snapshots SET state = '{\"balance\": \"none\"}'");

    told.forget();
    assertThat(accounts.load(STREAM).state().balance()).isEqualTo(10);
    assertThat(told.snapshots).startsWith("failed", "missed");
  }

  @Test
  void another_revision_has_snapshots_of_its_own() {
    deposit(with(plain, snapshots.every(1)), 1);
    told.forget();

    with(plain, snapshots.every(1)).load(STREAM);
    with(plain, snapshots.every(1).revision("v2")).load(STREAM);
    assertThat(told.snapshots).containsExactly("used", "missed", "written");
  }

  @Test
  void snapshots_of_a_shape_that_nobody_writes_any_more_go() throws SQLException {
    deposit(with(plain, snapshots.every(1)), 1);
    deposit(with(plain, snapshots.every(1).revision("v2")), 1);
    assertThat(versions()).containsExactly(1L, 2L);

    execute("UPDATE afterimage.snapshots SET taken_at = now() - interval '8 days'");
    deposit(with(plain, snapshots.every(1).revision("v3")), 1);
    assertThat(versions()).containsExactly(3L);
  }

  @Test
  void snapshots_less_often_than_every_event_make_no_sense() {
    assertThatThrownBy(() -> snapshots.every(0))
        .hasMessage("Snapshots are taken every 1 or more events, not every 0");
  }

  /// The property that everything here is for, with streams of mixed schema versions.
  @Test
  void the_fold_of_all_events_is_that_of_a_snapshot_and_the_rest() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 15; round++) {
      StreamId stream = StreamId.of("account-" + round);
      String about = "seed %d, round %d".formatted(seed, round);
      Aggregates<Command, State, Event> accounts =
          with(plain, snapshots.every(1 + random.nextInt(12)));
      for (int step = 0; step < 40; step++) {
        switch (random.nextInt(4)) {
          case 0 -> appendAsOnceWritten(stream, random);
          case 1 -> assertThat(accounts.load(stream)).as(about).isEqualTo(plain.load(stream));
          default ->
              accounts.handle(stream, new Command.Deposit(random.nextInt(100)), Metadata.NONE);
        }
      }
      Loaded<State> all = plain.load(stream);
      assertThat(accounts.load(stream)).as(about).isEqualTo(all);
      for (int look = 0; look < 10; look++) {
        AsOf asOf = new AsOf.Version(random.nextInt((int) all.version() + 1));
        assertThat(accounts.load(stream, asOf)).as(about).isEqualTo(plain.load(stream, asOf));
      }
    }
    assertThat(told.snapshots).as("seed %d", seed).contains("used", "written");
  }

  private void appendAsOnceWritten(StreamId stream, Random random) {
    NewEvent event =
        switch (random.nextInt(3)) {
          case 0 -> old("PaidIn", 1, "{\"euros\":%d}".formatted(random.nextInt(9)));
          case 1 -> old("PaidIn", 2, "{\"cents\":%d}".formatted(random.nextInt(9)));
          default -> old("Deposited", 1, "{\"cents\":%d}".formatted(random.nextInt(9)));
        };
    store.append(stream, ExpectedVersion.ANY, List.of(event));
  }

  private static NewEvent old(String type, int schemaVersion, String data) {
    return new NewEvent(
        afterimage.store.EventIds.next(), type, schemaVersion, new Json(data), Metadata.NONE);
  }
}
