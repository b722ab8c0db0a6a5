package afterimage.store;

import static afterimage.store.ExpectedVersion.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How every [EventStore] is read.
interface ReadingContract {

  /// More than two pages of a walk.
  int MANY = 2_500;

  /// The same store for the whole of one test, empty at first.
  EventStore store();

  private StreamQuery cart() {
    return StreamQuery.of(Samples.CART);
  }

  private void append(StreamId stream, String type, int first, int last) {
    store()
        .append(
            stream,
            ANY,
            IntStream.rangeClosed(first, last).mapToObj(i -> Samples.numbered(type, i)).toList());
  }

  private List<Long> versions(StreamQuery query) {
    return Samples.versions(store().read(query));
  }

  @Test
  default void a_stream_is_read_backwards() {
    append(Samples.CART, "A", 1, 5);
    append(Samples.BUTTON, "B", 1, 2);

    assertThat(versions(cart().backwards())).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(versions(cart().backwards().limit(2))).containsExactly(5L, 4L);
    assertThat(versions(cart().backwards().from(3))).containsExactly(3L, 2L, 1L);
    assertThat(versions(cart().backwards().from(99).limit(1))).containsExactly(5L);
    assertThat(store().read(StreamQuery.of(StreamId.of("nobody")).backwards())).isEmpty();
  }

  @Test
  default void a_stream_is_read_from_a_version_and_so_many() {
    append(Samples.CART, "A", 1, 5);

    assertThat(versions(cart().from(4))).containsExactly(4L, 5L);
    assertThat(versions(cart().from(2).limit(3))).containsExactly(2L, 3L, 4L);
    assertThat(versions(cart().from(6))).isEmpty();
    assertThatThrownBy(() -> cart().from(0)).hasMessage("The first version is 1, so not from 0");
    assertThatThrownBy(() -> cart().limit(0)).hasMessage("A limit is 1 or more, not 0");
  }

  @Test
  default void the_streams_there_are_come_by_name_so_many_after_one() {
    for (String name : List.of("b-2", "a-1", "b-10", "B-1", "c-1")) {
      append(StreamId.of(name), "A", 1, 3);
    }
    append(StreamId.of("b-2"), "B", 4, 4);

    assertThat(streams("", "", 10)).containsExactly("B-1", "a-1", "b-10", "b-2", "c-1");
    assertThat(streams("", "", 2)).containsExactly("B-1", "a-1");
    assertThat(streams("a-1", "", 2)).containsExactly("b-10", "b-2");
    assertThat(streams("", "b-", 10)).containsExactly("b-10", "b-2");
    assertThat(streams("b-10", "b-", 10)).containsExactly("b-2");
    assertThat(streams("c-1", "", 10)).isEmpty();
    assertThat(streams("", "b_", 10)).isEmpty();
    StreamHead head = store().streams("b-10", "", 1).getFirst();
    assertThat(head.version()).isEqualTo(4);
    assertThat(head.type()).isEqualTo("B");
    RecordedEvent last = store().read(StreamId.of("b-2")).getLast();
    assertThat(head.position()).isEqualTo(last.position());
    assertThat(head.recordedAt()).isEqualTo(last.recordedAt());
    assertThatThrownBy(() -> store().streams("", "", 0)).hasMessage("A limit is 1 or more, not 0");
  }

  private List<String> streams(String after, String prefix, int limit) {
    return store().streams(after, prefix, limit).stream()
        .map(head -> head.stream().value())
        .toList();
  }

  @Test
  default void a_point_and_a_first_version_and_a_direction_go_together() {
    append(Samples.CART, "A", 1, 5);
    StreamQuery asOf = cart().asOf(new AsOf.Version(4));

    assertThat(versions(asOf.from(3))).containsExactly(3L, 4L);
    assertThat(versions(asOf.from(5))).isEmpty();
    assertThat(versions(asOf.backwards())).containsExactly(4L, 3L, 2L, 1L);
    assertThat(versions(asOf.backwards().from(9).limit(2))).containsExactly(4L, 3L);
    assertThatThrownBy(() -> new AsOf.Version(-1)).hasMessage("A version is 0 or more, not -1");
  }

  @Test
  default void what_had_happened_is_read_from_a_version_backwards_and_limited() {
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    store()
        .append(
            Samples.CART,
            ANY,
            Stream.of(60, 0, 30, 90, -30)
                .map(seconds -> EventStoreContract.happened(noon.plusSeconds(seconds)))
                .toList());
    StreamQuery query = cart().asOf(new AsOf.HappenedAt(noon.plusSeconds(30)));

    assertThat(versions(query)).containsExactly(2L, 3L, 5L);
    assertThat(versions(query.from(3))).containsExactly(3L, 5L);
    assertThat(versions(query.backwards().limit(2))).containsExactly(5L, 3L);
  }

  @Test
  default void a_walk_gives_what_a_reading_gives_however_many_pages_it_takes() {
    append(Samples.CART, "A", 1, MANY);
    append(Samples.BUTTON, "B", 1, 10);

    for (StreamQuery query :
        List.of(
            cart(),
            cart().backwards(),
            cart().from(1_001),
            cart().limit(1_000),
            cart().limit(1_001),
            cart().backwards().limit(2_001),
            cart().backwards().from(1_500),
            cart().asOf(new AsOf.Version(2_200)).from(100).limit(2_050),
            cart().asOf(new AsOf.Version(2_200)).backwards())) {
      assertThat(store().walk(query).toList())
          .as("%s", query)
          .isEqualTo(store().read(query))
          .isNotEmpty();
    }
    assertThat(versions(cart())).isEqualTo(LongStream.rangeClosed(1, MANY).boxed().toList());
    assertThat(store().walk(StreamQuery.of(StreamId.of("nobody")))).isEmpty();
  }

  @Test
  default void a_walk_over_all_streams_gives_each_event_once_and_in_order() {
    for (int i = 0; i < 5; i++) {
      append(Samples.CART, "A", 500 * i + 1, 500 * i + 250);
      append(Samples.BUTTON, "A", 500 * i + 251, 500 * i + 500);
    }
    assertThat(Samples.numbers(store().walkAll(0, EventFilter.ALL).toList()))
        .isEqualTo(IntStream.rangeClosed(1, MANY).boxed().toList());
    long after = store().readAll(0, 1_200).getLast().position();
    assertThat(Samples.numbers(store().walkAll(after, EventFilter.ALL).toList()))
        .isEqualTo(IntStream.rangeClosed(1_201, MANY).boxed().toList());
    assertThat(store().walkAll(store().readablePosition(), EventFilter.ALL)).isEmpty();
  }

  @Test
  default void a_walk_over_all_streams_ends_where_the_store_ended_when_it_began() {
    append(Samples.CART, "A", 1, 3);
    Iterator<RecordedEvent> walk = store().walkAll(0, EventFilter.ALL).iterator();
    append(Samples.CART, "A", 4, 6);

    for (int n = 1; n <= 3; n++) {
      assertThat(walk.next().version()).isEqualTo(n);
    }
    assertThat(walk.hasNext()).isFalse();
  }

  @Test
  default void events_are_filtered_by_type_and_by_the_beginning_of_their_stream() {
    append(Samples.CART, "A", 1, 2);
    append(Samples.BUTTON, "A", 3, 3);
    append(StreamId.of("cart_102"), "B", 4, 4);
    append(StreamId.of("Cart-103"), "C", 5, 5);
    EventFilter all = EventFilter.ALL;

    assertThat(filtered(all.types("A"))).containsExactly(1, 2, 3);
    assertThat(filtered(all.types("B", "C"))).containsExactly(4, 5);
    assertThat(filtered(all.streamsBeginning("cart"))).containsExactly(1, 2, 4);
    assertThat(filtered(all.streamsBeginning("cart-"))).containsExactly(1, 2);
    // Nothing in a prefix stands for anything but itself.
    assertThat(filtered(all.streamsBeginning("cart_"))).containsExactly(4);
    assertThat(filtered(all.streamsBeginning("%"))).isEmpty();
    assertThat(filtered(all.types("A").streamsBeginning("button"))).containsExactly(3);
    assertThat(filtered(all.types("a"))).isEmpty();
  }

  private List<Integer> filtered(EventFilter filter) {
    List<RecordedEvent> walked = store().walkAll(0, filter).toList();
    assertThat(store().readAll(0, filter, 10).events()).isEqualTo(walked);
    assertThat(walked).allMatch(filter::passes);
    return Samples.numbers(walked);
  }

  @Test
  default void a_page_says_where_the_next_one_begins_and_what_is_readable() {
    append(Samples.CART, "A", 1, 4);
    append(Samples.BUTTON, "B", 5, 5);
    EventPage page = store().readAll(0, EventFilter.ALL.types("A"), 3);

    assertThat(Samples.numbers(page.events())).containsExactly(1, 2, 3);
    assertThat(page.end()).isEqualTo(page.events().getLast().position());
    assertThat(page.readable()).isEqualTo(store().readablePosition());
    assertThat(page.last()).isFalse();
    EventPage last = store().readAll(page.end(), EventFilter.ALL.types("A"), 3);
    assertThat(Samples.numbers(last.events())).containsExactly(4);
    assertThat(last.end()).as("beyond what does not pass the filter").isEqualTo(page.readable());
    assertThat(last.last()).isTrue();
    assertThatThrownBy(() -> store().readAll(0, EventFilter.ALL, 0))
        .hasMessage("A limit is 1 or more, not 0");
  }

  @Test
  default void an_empty_store_is_read_to_its_end() {
    EventPage page = store().readAll(0, EventFilter.ALL, 10);

    assertThat(page).isEqualTo(new EventPage(List.of(), 0, 0));
    assertThat(page.last()).isTrue();
    assertThat(store().walkAll(0, EventFilter.ALL.types("A"))).isEmpty();
    assertThat(store().readablePosition()).isZero();
  }
}
