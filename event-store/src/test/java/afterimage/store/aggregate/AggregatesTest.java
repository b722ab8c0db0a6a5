package afterimage.store.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.postgres.TestPostgres;
import afterimage.store.AsOf;
import afterimage.store.Certainty;
import afterimage.store.EventStore;
import afterimage.store.ExpectedVersion;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.Provenance;
import afterimage.store.RecordedEvent;
import afterimage.store.StoreSchema;
import afterimage.store.StreamId;
import afterimage.store.VersionConflict;
import afterimage.store.aggregate.Account.Command;
import afterimage.store.aggregate.Account.Event;
import afterimage.store.aggregate.Account.State;
import io.agroal.api.AgroalDataSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

class AggregatesTest {

  private static final StreamId STREAM = StreamId.of("account-1");

  private final AgroalDataSource pool = TestPostgres.freshDatabase().pool(20);
  private final EventStore store = new PostgresEventStore(pool);
  private final Aggregates<Command, State, Event> accounts =
      new Aggregates<>(store, new Account(), Account.types());

  @BeforeEach
  void migrate() {
    StoreSchema.migrate(pool);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private Loaded<State> deposit(long cents) {
    return accounts.handle(STREAM, new Command.Deposit(cents), Metadata.NONE);
  }

  @Test
  void a_stream_without_events_is_in_its_initial_state() {
    assertThat(accounts.load(STREAM))
        .isEqualTo(new Loaded<>(new State(0, List.of()), 0, Optional.empty()));
  }

  @Test
  void a_command_is_appended_and_answered_with_what_a_reader_will_see() {
    deposit(500);
    Metadata metadata = new Metadata("ann", "rent", "c-7", null, null, null, null);
    Loaded<State> answer = accounts.handle(STREAM, new Command.Withdraw(200), metadata);

    assertThat(answer.state()).isEqualTo(new State(300, List.of(500L, -200L)));
    assertThat(answer.version()).isEqualTo(2);
    assertThat(accounts.load(STREAM)).isEqualTo(answer);
    assertThat(store.read(STREAM).getLast().metadata()).isEqualTo(metadata);
  }

  @Test
  void a_refused_command_and_one_that_stands_for_nothing_append_nothing() {
    deposit(5);
    assertThatThrownBy(() -> accounts.handle(STREAM, new Command.Withdraw(6), Metadata.NONE))
        .isInstanceOf(Account.Refused.class)
        .hasMessage("6 are not there, only 5");
    assertThat(deposit(0).version()).isEqualTo(1);
    assertThat(store.read(STREAM)).hasSize(1);
  }

  @Test
  void a_state_is_loaded_as_of_a_version_and_as_of_a_time() {
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    for (int i = 1; i <= 4; i++) {
      accounts.handle(
          STREAM,
          new Command.Deposit(i),
          new Metadata(null, null, null, null, null, noon.plusSeconds(i), null));
    }
    for (RecordedEvent event : store.read(STREAM)) {
      Loaded<State> then = accounts.load(STREAM, new AsOf.Version(event.version()));
      assertThat(then.version()).isEqualTo(event.version());
      assertThat(accounts.load(STREAM, new AsOf.HappenedAt(event.happenedAt()))).isEqualTo(then);
      assertThat(accounts.load(STREAM, new AsOf.RecordedAt(event.recordedAt()))).isEqualTo(then);
    }
    assertThat(accounts.load(STREAM, new AsOf.Version(2)).state().balance()).isEqualTo(3);
    assertThat(accounts.load(STREAM, new AsOf.HappenedAt(noon)).version()).isZero();
  }

  @Test
  void the_weakest_certainty_of_derived_events_is_told() {
    for (Certainty certainty : List.of(Certainty.STATED, Certainty.INFERRED, Certainty.EXACT)) {
      Provenance provenance =
          new Provenance(
              certainty,
              "generation-1",
              "account",
              1,
              "Deposited #1",
              7,
              LogSequenceNumber.valueOf("0/10"),
              List.of(1),
              List.of());
      store.append(
          STREAM,
          ExpectedVersion.ANY,
          List.of(
              NewEvent.of(
                  "Deposited",
                  new Json("{\"cents\":1}"),
                  Metadata.derived(Instant.EPOCH, provenance))));
    }
    assertThat(accounts.load(STREAM).weakest()).contains(Certainty.INFERRED);
    assertThat(accounts.load(STREAM, new AsOf.Version(1)).weakest()).contains(Certainty.STATED);
    assertThat(deposit(1).weakest()).contains(Certainty.INFERRED);
  }

  @Test
  void many_writers_of_one_stream_lose_nothing() throws Exception {
    int writers = 8;
    int commands = 10;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        running.add(
            threads.submit(
                () -> {
                  for (int done = 0; done < commands; ) {
                    try {
                      deposit(1);
                      done++;
                    } catch (VersionConflict _) {
                      // A crowd; the sender tries again.
                    }
                  }
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    assertThat(accounts.load(STREAM).state().balance()).isEqualTo((long) writers * commands);
    assertThat(store.read(STREAM))
        .extracting(RecordedEvent::version)
        .isEqualTo(IntStream.rangeClosed(1, writers * commands).mapToObj(i -> (long) i).toList());
  }

  @Test
  void a_command_is_decided_again_on_what_others_made_of_the_stream() {
    List<Long> seen = new ArrayList<>();
    Aggregates<Command, State, Event> overtaken = overtaken(seen, 2);

    assertThat(overtaken.handle(STREAM, new Command.Deposit(1), Metadata.NONE).state().balance())
        .isEqualTo(21);
    assertThat(seen).containsExactly(0L, 10L, 20L);
  }

  @Test
  void a_writer_who_is_overtaken_each_time_is_told_of_the_conflict() {
    List<Long> seen = new ArrayList<>();
    Aggregates<Command, State, Event> overtaken = overtaken(seen, 1_000);

    assertThatThrownBy(() -> overtaken.handle(STREAM, new Command.Deposit(1), Metadata.NONE))
        .isInstanceOf(VersionConflict.class)
        .hasMessage(
            "Stream account-1: expected version 9, but it has version 10."
                + " Read it again, decide again, append again");
    assertThat(seen).hasSize(10);
  }

  /// Others deposit 10 while it decides, so many times.
  private Aggregates<Command, State, Event> overtaken(List<Long> seen, int times) {
    return new Aggregates<>(
        store,
        new Overtaken(
            balance -> {
              seen.add(balance);
              if (seen.size() <= times) {
                deposit(10);
              }
            }),
        Account.types());
  }

  @Test
  void a_sender_who_saw_another_version_is_refused() {
    deposit(1);
    deposit(2);
    assertThatThrownBy(
            () ->
                accounts.handle(
                    STREAM, ExpectedVersion.exactly(1), new Command.Deposit(3), Metadata.NONE))
        .isInstanceOf(VersionConflict.class)
        .hasMessageStartingWith("Stream account-1: expected version 1, but it has version 2.");
    assertThatThrownBy(
            () ->
                accounts.handle(
                    STREAM, ExpectedVersion.exactly(9), new Command.Deposit(3), Metadata.NONE))
        .hasMessageStartingWith("Stream account-1: expected version 9, but it has version 2.");
    assertThatThrownBy(
            () ->
                accounts.handle(
                    STREAM, ExpectedVersion.NO_STREAM, new Command.Deposit(3), Metadata.NONE))
        .hasMessageStartingWith("Stream account-1: expected no events, but it has version 2.");
    assertThat(
            accounts
                .handle(STREAM, ExpectedVersion.exactly(2), new Command.Deposit(3), Metadata.NONE)
                .version())
        .isEqualTo(3);
  }

  @Test
  void an_event_that_could_not_be_read_again_is_never_appended() {
    EventTypes<Event> broken =
        EventTypes.of(Event.class)
            .type(
                "Deposited",
                1,
                Event.Deposited.class,
                Codec.of(
                    _ -> Json.EMPTY,
                    _ -> {
                      throw new IllegalArgumentException("nothing in it");
                    }))
            .type("Withdrawn", 1, Event.Withdrawn.class)
            .build();
    Aggregates<Command, State, Event> losing = new Aggregates<>(store, new Account(), broken);

    assertThatThrownBy(() -> losing.handle(STREAM, new Command.Deposit(1), Metadata.NONE))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessage(
            "Stream account-1, version 1, which was not appended: Deposited 1: nothing in it");
    assertThat(store.read(STREAM)).isEmpty();
  }

  @Test
  void a_stream_with_an_unknown_event_gives_no_state() {
    deposit(1);
    store.append(
        STREAM, ExpectedVersion.ANY, List.of(NewEvent.of("Closed", Json.EMPTY, Metadata.NONE)));

    assertThatThrownBy(() -> accounts.load(STREAM))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessage(
            "Stream account-1, version 2 (position 2): Closed is no event type of Event; expected"
                + " one of Deposited, PaidIn, Withdrawn. Add it, or an upcaster from Closed 1");
    assertThat(accounts.load(STREAM, new AsOf.Version(1)).state().balance()).isEqualTo(1);
  }
}
