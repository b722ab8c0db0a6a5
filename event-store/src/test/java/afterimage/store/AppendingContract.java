package afterimage.store;

import static afterimage.store.ExpectedVersion.ANY;
import static afterimage.store.ExpectedVersion.NO_STREAM;
import static afterimage.store.ExpectedVersion.exactly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [EventStore] does with an append beside the plain case.
interface AppendingContract {

  /// The same store for the whole of one test, empty at first.
  EventStore store();

  @Test
  default void an_append_of_nothing_does_nothing() {
    assertThat(store().append(List.of())).isEmpty();
    assertThat(store().readablePosition()).isZero();
    assertThatThrownBy(() -> new StreamAppend(Samples.CART, ANY, List.of()))
        .hasMessage("Nothing to append to cart-101");
  }

  @Test
  default void the_answer_says_where_each_event_went() {
    NewEvent one = Samples.numbered(1);
    NewEvent two = Samples.numbered(2);
    NewEvent three = Samples.numbered(3);
    List<Appended> answers = new ArrayList<>();
    answers.addAll(store().append(Samples.CART, NO_STREAM, List.of(one)));
    answers.addAll(store().append(Samples.CART, exactly(1), List.of(two, three)));

    List<RecordedEvent> events = store().read(Samples.CART);
    assertThat(answers).extracting(Appended::id).containsExactly(one.id(), two.id(), three.id());
    assertThat(answers).extracting(Appended::fresh).containsOnly(true);
    assertThat(answers)
        .usingRecursiveFieldByFieldElementComparatorOnFields(
            "id", "stream", "version", "position", "recordedAt")
        .isEqualTo(
            events.stream()
                .map(
                    e ->
                        new Appended(
                            e.id(), e.stream(), e.version(), e.position(), e.recordedAt(), true))
                .toList());
    assertThat(store().append(Samples.CART, ANY, List.of(two)))
        .containsExactly(
            new Appended(
                two.id(),
                Samples.CART,
                2,
                answers.get(1).position(),
                answers.get(1).recordedAt(),
                false));
  }

  @Test
  default void an_event_that_is_given_twice_in_one_append_is_there_once() {
    NewEvent twice = Samples.numbered(1);
    assertThat(store().append(Samples.CART, NO_STREAM, List.of(twice, twice)))
        .extracting(Appended::version)
        .containsExactly(1L);
    NewEvent again = Samples.numbered(2);
    assertThat(
            store()
                .append(
                    List.of(
                        new StreamAppend(
                            Samples.CART, exactly(1), List.of(again, Samples.numbered(3))),
                        new StreamAppend(Samples.CART, ANY, List.of(again)))))
        .extracting(Appended::version)
        .containsExactly(2L, 3L);
    assertThat(Samples.numbers(store().read(Samples.CART))).containsExactly(1, 2, 3);
  }

  @Test
  default void one_id_for_two_events_of_one_append_is_refused() {
    UUID id = UUID.fromString("00000000-0000-7000-8000-000000000002");
    NewEvent one = new NewEvent(id, "A", 1, new Json("{}"), Metadata.NONE);
    NewEvent other = new NewEvent(id, "A", 1, new Json("{ }"), Metadata.NONE);
    for (List<StreamAppend> appends :
        List.of(
            List.of(new StreamAppend(Samples.CART, ANY, List.of(one, other))),
            List.of(
                new StreamAppend(Samples.CART, ANY, List.of(one)),
                new StreamAppend(Samples.BUTTON, ANY, List.of(one))))) {
      assertThatThrownBy(() -> store().append(appends))
          .isInstanceOf(EventIdReused.class)
          .hasMessage(
              "Event id 00000000-0000-7000-8000-000000000002 stands for two events of this append."
                  + " Give each event an id of its own");
    }
    assertThat(store().readAll(0, 10)).isEmpty();
  }

  @Test
  default void an_id_of_another_stream_is_refused() {
    UUID id = UUID.fromString("00000000-0000-7000-8000-000000000003");
    NewEvent event = new NewEvent(id, "A", 1, Json.EMPTY, Metadata.NONE);
    store().append(Samples.CART, ANY, List.of(event));

    for (List<NewEvent> events : List.of(List.of(event), List.of(Samples.numbered(1), event))) {
      assertThatThrownBy(() -> store().append(Samples.BUTTON, ANY, events))
          .isInstanceOf(EventIdReused.class)
          .hasMessage(
              "Event id 00000000-0000-7000-8000-000000000003 is that of another event,"
                  + " version 1 of stream cart-101. Give each event an id of its own");
    }
    assertThat(store().read(Samples.BUTTON)).isEmpty();
  }

  @Test
  default void a_repeated_append_is_no_conflict_whatever_came_since() {
    List<NewEvent> first = List.of(Samples.numbered(1), Samples.numbered(2));
    store().append(Samples.CART, NO_STREAM, first);
    store().append(Samples.CART, exactly(2), List.of(Samples.numbered(3)));

    assertThat(store().append(Samples.CART, NO_STREAM, first))
        .extracting(Appended::version, Appended::fresh)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, false),
            org.assertj.core.groups.Tuple.tuple(2L, false));
    assertThatThrownBy(
            () ->
                store()
                    .append(
                        Samples.CART, NO_STREAM, List.of(first.getFirst(), Samples.numbered(4))))
        .hasMessage(
            "Stream cart-101: expected no events, but it has version 3."
                + " Read it again, decide again, append again");
    assertThat(Samples.numbers(store().read(Samples.CART))).containsExactly(1, 2, 3);
  }

  @Test
  default void metadata_does_not_make_an_event_another() {
    NewEvent told = Samples.numbered(1);
    Metadata otherwise = new Metadata("bob", null, null, null, null, null, null);
    store().append(Samples.CART, ANY, List.of(told));

    assertThat(
            store()
                .append(
                    Samples.CART,
                    ANY,
                    List.of(new NewEvent(told.id(), told.type(), 1, told.data(), otherwise))))
        .extracting(Appended::fresh)
        .containsExactly(false);
    assertThat(store().read(Samples.CART).getFirst().metadata()).isEqualTo(Metadata.NONE);
  }

  @Test
  default void one_append_reaches_more_streams_than_a_server_has_locks_for_one() {
    List<StreamAppend> appends =
        IntStream.range(0, 700)
            .mapToObj(
                i ->
                    new StreamAppend(
                        StreamId.of("s-" + i), NO_STREAM, List.of(Samples.numbered(i))))
            .toList();
    assertThat(store().append(appends)).extracting(Appended::version).containsOnly(1L);
    assertThat(Samples.numbers(store().readAll(0, 1_000)))
        .isEqualTo(IntStream.range(0, 700).boxed().toList());

    List<StreamAppend> late = new ArrayList<>();
    IntStream.range(0, 700)
        .forEach(
            i ->
                late.add(
                    new StreamAppend(
                        StreamId.of("s-" + i), exactly(1), List.of(Samples.numbered(i)))));
    late.add(new StreamAppend(StreamId.of("s-late"), exactly(9), List.of(Samples.numbered(0))));
    assertThatThrownBy(() -> store().append(late))
        .hasMessage(
            "Stream s-late: expected version 9, but it has no events."
                + " Read it again, decide again, append again");
    assertThat(store().readAll(0, 1_000)).hasSize(700);
  }
}
