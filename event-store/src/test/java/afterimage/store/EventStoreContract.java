package afterimage.store;

import static afterimage.store.ExpectedVersion.ANY;
import static afterimage.store.ExpectedVersion.NO_STREAM;
import static afterimage.store.ExpectedVersion.exactly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

/// What every [EventStore] does: a suite that another implementation runs by giving it a store.
public interface EventStoreContract
    extends AppendingContract, ReadingContract, BulkContract, HostileInputContract {

  StreamId CART = StreamId.of("cart-101");
  StreamId BUTTON = StreamId.of("button-lamp");

  /// The same store for the whole of one test, empty at first.
  @Override
  EventStore store();

  static NewEvent event(String type) {
    return NewEvent.of(type, new Json("{\"amount\": 1.00}"), Metadata.NONE);
  }

  static NewEvent happened(Instant instant) {
    return NewEvent.of(
        "Happened", Json.EMPTY, new Metadata(null, null, null, null, null, instant, null));
  }

  static NewEvent derived(String lsn) {
    Provenance provenance =
        new Provenance(
            Certainty.INFERRED,
            "generation-1",
            "cart",
            3,
            "ItemAdded #2",
            771,
            LogSequenceNumber.valueOf(lsn),
            List.of(1, 2),
            List.of("Other #1"));
    return NewEvent.of(
        "ItemAdded",
        Json.EMPTY,
        Metadata.derived(Instant.parse("2026-01-02T03:04:05Z"), provenance));
  }

  static List<String> types(List<RecordedEvent> events) {
    return events.stream().map(RecordedEvent::type).toList();
  }

  @Test
  default void a_stream_gives_back_what_was_appended_in_order() {
    NewEvent first = event("First");
    store().append(CART, NO_STREAM, List.of(first, event("Second")));
    store().append(CART, exactly(2), List.of(event("Third")));

    List<RecordedEvent> events = store().read(CART);
    assertThat(types(events)).containsExactly("First", "Second", "Third");
    assertThat(events).extracting(RecordedEvent::version).containsExactly(1L, 2L, 3L);
    assertThat(events.getFirst().id()).isEqualTo(first.id());
    assertThat(events.getFirst().data().tree()).isEqualTo(first.data().tree());
    assertThat(events.getFirst().data().tree().get("amount").decimalValue()).hasToString("1.00");
    assertThat(events.getFirst().happenedAt()).isEqualTo(events.getFirst().recordedAt());
  }

  @Test
  default void metadata_comes_back_whole() {
    Metadata metadata =
        new Metadata(
            "ann",
            "why not",
            "c-1",
            "talk-1",
            "e-0",
            Instant.parse("2026-01-02T03:04:05.678Z"),
            null);
    NewEvent plain = NewEvent.of("Plain", Json.EMPTY, metadata);
    NewEvent derived = derived("1/2A");
    store().append(CART, ANY, List.of(plain, derived));

    assertThat(store().read(CART))
        .extracting(RecordedEvent::metadata)
        .containsExactly(plain.metadata(), derived.metadata());
    assertThat(store().read(CART).getLast().certainty()).contains(Certainty.INFERRED);
  }

  @Test
  default void a_stream_that_nobody_wrote_to_is_empty() {
    assertThat(store().read(CART)).isEmpty();
  }

  @Test
  default void a_conflict_names_stream_expected_and_actual_and_nothing_is_appended() {
    store().append(CART, NO_STREAM, List.of(event("First")));

    assertThatThrownBy(
            () ->
                store()
                    .append(
                        List.of(
                            new StreamAppend(BUTTON, NO_STREAM, List.of(event("Pressed"))),
                            new StreamAppend(CART, exactly(7), List.of(event("Late"))))))
        .isInstanceOf(VersionConflict.class)
        .hasMessage(
            "Stream cart-101: expected version 7, but it has version 1."
                + " Read it again, decide again, append again");
    assertThat(store().read(BUTTON)).isEmpty();
    assertThat(store().read(CART)).hasSize(1);
    assertThatThrownBy(() -> store().append(BUTTON, exactly(1), List.of(event("Pressed"))))
        .hasMessageStartingWith("Stream button-lamp: expected version 1, but it has no events");
    assertThatThrownBy(() -> store().append(CART, NO_STREAM, List.of(event("Again"))))
        .hasMessageStartingWith("Stream cart-101: expected no events, but it has version 1");
  }

  @Test
  default void one_append_reaches_several_streams() {
    List<Appended> appended =
        store()
            .append(
                List.of(
                    new StreamAppend(CART, NO_STREAM, List.of(event("A"), event("B"))),
                    new StreamAppend(BUTTON, ANY, List.of(event("C")))));

    assertThat(appended).extracting(Appended::version).containsExactly(1L, 2L, 1L);
    assertThat(appended).extracting(Appended::position).isSorted();
    assertThat(types(store().readAll(0, 10))).containsExactly("A", "B", "C");
  }

  @Test
  default void one_append_keeps_its_order_over_streams_that_take_turns() {
    store()
        .append(
            List.of(
                new StreamAppend(CART, NO_STREAM, List.of(event("A"))),
                new StreamAppend(BUTTON, ANY, List.of(event("B"))),
                new StreamAppend(CART, ANY, List.of(event("C")))));

    assertThat(types(store().readAll(0, 10))).containsExactly("A", "B", "C");
    assertThat(types(store().read(CART))).containsExactly("A", "C");
    StreamAppend expecting = new StreamAppend(CART, exactly(2), List.of(event("D")));
    assertThatThrownBy(() -> store().append(List.of(expecting, expecting)))
        .hasMessage(
            "Stream cart-101 is named twice in one append; only the first may expect a version");
  }

  @Test
  default void the_same_event_again_changes_nothing_and_says_so() {
    NewEvent once = event("Once");
    List<Appended> first = store().append(CART, NO_STREAM, List.of(once));
    List<Appended> second = store().append(CART, NO_STREAM, List.of(once));

    assertThat(first.getFirst().fresh()).isTrue();
    assertThat(second.getFirst().fresh()).isFalse();
    assertThat(second.getFirst().position()).isEqualTo(first.getFirst().position());
    assertThat(store().read(CART)).hasSize(1);
    assertThat(store().append(CART, exactly(1), List.of(once, event("New"))))
        .extracting(Appended::fresh)
        .containsExactly(false, true);
  }

  @Test
  default void the_same_id_with_other_content_is_refused() {
    UUID id = UUID.fromString("00000000-0000-7000-8000-000000000001");
    store().append(CART, ANY, List.of(new NewEvent(id, "A", 1, new Json("{}"), Metadata.NONE)));

    for (NewEvent other :
        List.of(
            new NewEvent(id, "B", 1, new Json("{}"), Metadata.NONE),
            new NewEvent(id, "A", 2, new Json("{}"), Metadata.NONE),
            new NewEvent(id, "A", 1, new Json("{\"x\":1}"), Metadata.NONE))) {
      assertThatThrownBy(() -> store().append(CART, ANY, List.of(event("Before"), other)))
          .isInstanceOf(EventIdReused.class)
          .hasMessage(
              "Event id 00000000-0000-7000-8000-000000000001 is that of another event,"
                  + " version 1 of stream cart-101. Give each event an id of its own");
    }
    assertThat(store().read(CART)).hasSize(1);
  }

  @Test
  default void a_stream_is_read_as_of_a_version() {
    store().append(CART, ANY, List.of(event("A"), event("B"), event("C")));

    assertThat(types(store().read(CART, new AsOf.Version(2)))).containsExactly("A", "B");
    assertThat(store().read(CART, new AsOf.Version(0))).isEmpty();
    assertThat(store().read(CART, new AsOf.Version(9))).hasSize(3);
  }

  @Test
  default void a_stream_is_read_as_of_the_time_it_was_recorded() {
    Instant first = store().append(CART, ANY, List.of(event("A"))).getFirst().recordedAt();
    Instant second = store().append(CART, ANY, List.of(event("B"))).getFirst().recordedAt();

    assertThat(second).isAfterOrEqualTo(first);
    assertThat(store().read(CART, new AsOf.RecordedAt(first.minusMillis(1)))).isEmpty();
    assertThat(types(store().read(CART, new AsOf.RecordedAt(second)))).containsExactly("A", "B");
  }

  @Test
  default void a_stream_is_read_as_of_the_time_it_happened() {
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    store().append(CART, ANY, List.of(happened(noon.plusSeconds(60)), happened(noon)));

    assertThat(store().read(CART, new AsOf.HappenedAt(noon)))
        .extracting(RecordedEvent::version)
        .containsExactly(2L);
  }

  @Test
  default void a_derived_stream_is_read_as_of_a_place_in_the_source() {
    store().append(CART, ANY, List.of(derived("0/10"), derived("0/FF"), event("Decided")));

    assertThat(
            store().read(CART, new AsOf.Source(LogSequenceNumber.valueOf("0/20"))).stream()
                .map(RecordedEvent::version))
        .containsExactly(1L);
    assertThat(store().read(CART, new AsOf.Source(LogSequenceNumber.valueOf("1/0")))).hasSize(2);
  }

  @Test
  default void all_events_are_read_in_pages() {
    IntStream.range(0, 5).forEach(i -> store().append(CART, ANY, List.of(event("E" + i))));

    List<RecordedEvent> first = store().readAll(0, 3);
    List<RecordedEvent> rest = store().readAll(first.getLast().position(), 3);
    assertThat(types(first)).containsExactly("E0", "E1", "E2");
    assertThat(types(rest)).containsExactly("E3", "E4");
    assertThat(store().readAll(rest.getLast().position(), 3)).isEmpty();
  }
}
