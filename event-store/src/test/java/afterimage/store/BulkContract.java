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
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every [EventStore] does with an append of any length.
interface BulkContract {

  int MANY = 12_000;

  /// The same store for the whole of one test, empty at first.
  EventStore store();

  private static List<StreamAppend> many() {
    return IntStream.range(0, MANY)
        .mapToObj(
            i ->
                new StreamAppend(StreamId.of("import-" + i % 3), ANY, List.of(Samples.numbered(i))))
        .toList();
  }

  @Test
  default void an_import_keeps_its_order_over_all_streams() {
    store().append(StreamId.of("import-1"), ANY, List.of(Samples.numbered(-1)));

    assertThat(store().appendAll(many().iterator())).isEqualTo(MANY);
    assertThat(Samples.numbers(store().walkAll(0, EventFilter.ALL).toList()))
        .isEqualTo(IntStream.range(-1, MANY).boxed().toList());
    assertThat(Samples.versions(store().read(StreamId.of("import-1"))))
        .isEqualTo(LongStream.rangeClosed(1, MANY / 3 + 1).boxed().toList());
    assertThat(store().appendAll(Stream.<StreamAppend>of().iterator())).isZero();
  }

  @Test
  default void an_import_that_is_repeated_adds_only_what_is_new() {
    List<StreamAppend> many = many();
    store().appendAll(many.subList(0, 7_000).iterator());

    assertThat(store().appendAll(many.iterator())).isEqualTo(MANY - 7_000);
    assertThat(store().appendAll(many.iterator())).isZero();
    assertThat(Samples.numbers(store().walkAll(0, EventFilter.ALL).toList()))
        .isEqualTo(IntStream.range(0, MANY).boxed().toList());
  }

  @Test
  default void an_import_holds_each_stream_to_its_expected_version() {
    store().append(Samples.CART, NO_STREAM, List.of(Samples.numbered(1)));
    assertThat(
            store()
                .appendAll(
                    List.of(
                            new StreamAppend(
                                Samples.CART, exactly(1), List.of(Samples.numbered(2))),
                            new StreamAppend(
                                Samples.BUTTON, NO_STREAM, List.of(Samples.numbered(3))))
                        .iterator()))
        .isEqualTo(2);
    assertThat(Samples.versions(store().read(Samples.CART))).containsExactly(1L, 2L);
  }

  @Test
  default void an_import_that_fails_at_its_end_leaves_nothing() {
    UUID id = UUID.fromString("00000000-0000-7000-8000-000000000004");
    store()
        .append(Samples.CART, ANY, List.of(new NewEvent(id, "A", 1, new Json("1"), Metadata.NONE)));

    assertThatThrownBy(
            () ->
                importThenAppend(
                    new StreamAppend(Samples.CART, exactly(5), List.of(Samples.numbered(0)))))
        .hasMessage(
            "Stream cart-101: expected version 5, but it has version 1."
                + " Read it again, decide again, append again");
    assertThatThrownBy(
            () ->
                importThenAppend(
                    new StreamAppend(
                        Samples.CART,
                        ANY,
                        List.of(new NewEvent(id, "A", 1, new Json("2"), Metadata.NONE)))))
        .isInstanceOf(EventIdReused.class);
    assertThatThrownBy(
            () ->
                store()
                    .appendAll(
                        many().stream()
                            .peek(
                                append -> {
                                  if (append.events().getFirst().data().text().contains("11000")) {
                                    throw new IllegalStateException("the file is torn");
                                  }
                                })
                            .iterator()))
        .hasMessage("the file is torn");
    assertThat(store().readAll(0, 10)).hasSize(1);
  }

  private void importThenAppend(StreamAppend last) {
    List<StreamAppend> appends = new ArrayList<>(many());
    appends.add(last);
    store().appendAll(appends.iterator());
  }
}
