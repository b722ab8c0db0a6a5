package afterimage.store;

import static afterimage.store.ExpectedVersion.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

/// What every [EventStore] does with input that means ill: it keeps it to the letter, or refuses it
/// with a clear error and appends nothing.
interface HostileInputContract {

  String MEGABYTE = "x".repeat(1 << 20);

  /// The same store for the whole of one test, empty at first.
  EventStore store();

  /// @param inputs by the whole message that they are refused with
  private void refused(Map<String, ThrowingCallable> inputs) {
    inputs.forEach(
        (message, input) ->
            assertThatThrownBy(input)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message));
    assertThat(store().readAll(0, 10)).isEmpty();
    assertThat(store().readablePosition()).isZero();
  }

  private void append(NewEvent event) {
    store().append(Samples.CART, ANY, List.of(event));
  }

  private void json(String text) {
    append(NewEvent.of("A", new Json(text), Metadata.NONE));
  }

  private void type(String type) {
    append(NewEvent.of(type, Json.EMPTY, Metadata.NONE));
  }

  private void stream(String id) {
    store().append(StreamId.of(id), ANY, List.of(Samples.numbered(1)));
  }

  @Test
  default void a_stream_id_that_cannot_be_one_is_refused() {
    Map<String, ThrowingCallable> inputs = new LinkedHashMap<>();
    inputs.put(
        "A stream id has 1 to 500 characters; this one has 501", () -> stream("x".repeat(501)));
    inputs.put(
        "A stream id has 1 to 500 characters; this one has 10485760",
        () -> stream(MEGABYTE.repeat(10)));
    inputs.put("A stream id has 1 to 500 characters; this one has 0", () -> stream(""));
    String plain =
        "A stream id has no control characters and no characters beyond the basic plane: ";
    inputs.put(plain + "a\uFFFDb", () -> stream("a\0b"));
    inputs.put(plain + "\uFFFDc", () -> stream("\u001bc"));
    inputs.put(plain + "d\uFFFD", () -> stream("d\n"));
    inputs.put(plain + "e\uFFFD", () -> stream("e\u009f"));
    inputs.put(plain + "\uFFFD tail", () -> stream("\uDE00 tail"));
    inputs.put(plain + "head \uFFFD", () -> stream("head \uD83D"));
    inputs.put(plain + "\uFFFD", () -> stream("\uD83D\uDE00"));
    refused(inputs);
  }

  @Test
  default void a_type_that_cannot_be_one_is_refused() {
    Map<String, ThrowingCallable> inputs = new LinkedHashMap<>();
    inputs.put("An event type has 1 to 200 characters; this one has 0", () -> type(""));
    inputs.put("An event type is more than spaces", () -> type("  "));
    inputs.put(
        "An event type has 1 to 200 characters; this one has 201", () -> type("x".repeat(201)));
    inputs.put(
        "An event type has 1 to 200 characters; this one has 10485760",
        () -> type(MEGABYTE.repeat(10)));
    inputs.put("An event type cannot be stored: it has a NUL at character 2", () -> type("a\0"));
    inputs.put(
        "An event type cannot be stored: it has half of a surrogate pair (U+DE00) at character 1",
        () -> type("\uDE00\uD83D"));
    refused(inputs);
  }

  @Test
  default void metadata_that_cannot_be_kept_is_refused() {
    Map<String, ThrowingCallable> inputs = new LinkedHashMap<>();
    inputs.put(
        "An actor cannot be stored: it has a NUL at character 4",
        () -> new Metadata("ann\0", null, null, null, null, null, null));
    inputs.put(
        "A reason has at most 10000 characters; this one has 10485760",
        () -> new Metadata(null, MEGABYTE.repeat(10), null, null, null, null, null));
    inputs.put(
        "A command id cannot be stored: it has half of a surrogate pair (U+D83D) at character 1",
        () -> new Metadata(null, null, "\uD83D", null, null, null, null));
    inputs.put(
        "A correlation id cannot be stored: it has half of a surrogate pair (U+D83D) at character 2",
        () -> new Metadata(null, null, null, "x\uD83D\uD83D", null, null, null));
    inputs.put(
        "A causation id has at most 10000 characters; this one has 10001",
        () -> new Metadata(null, null, null, null, "x".repeat(10_001), null, null));
    for (Instant instant : List.of(Instant.MIN, Instant.MAX)) {
      inputs.put(
          "When it happened lies between -4711-01-01T00:00:00Z and +294275-01-01T00:00:00Z, not "
              + instant,
          () -> new Metadata(null, null, null, null, null, instant, null));
    }
    refused(inputs);
  }

  @Test
  default void a_provenance_that_cannot_be_kept_is_refused() {
    Map<String, ThrowingCallable> inputs = new LinkedHashMap<>();
    inputs.put(
        "A generation cannot be stored: it has a NUL at character 1",
        () -> provenance("\0", "m", "p", List.of()));
    inputs.put(
        "A mapping has at most 10000 characters; this one has 10485760",
        () -> provenance("g", MEGABYTE.repeat(10), "p", List.of()));
    inputs.put(
        "A pattern cannot be stored: it has half of a surrogate pair (U+DE00) at character 1",
        () -> provenance("g", "m", "\uDE00", List.of()));
    inputs.put(
        "A rival cannot be stored: it has a NUL at character 2",
        () -> provenance("g", "m", "p", List.of("fine", "r\0")));
    refused(inputs);
  }

  private static Provenance provenance(
      String generation, String mapping, String pattern, List<String> rivals) {
    return new Provenance(
        Certainty.EXACT,
        generation,
        mapping,
        1,
        pattern,
        1,
        LogSequenceNumber.valueOf("0/1"),
        List.of(1),
        rivals);
  }

  @Test
  default void json_that_cannot_be_kept_is_refused() {
    Map<String, ThrowingCallable> inputs = new LinkedHashMap<>();
    inputs.put("Not JSON: the text is empty", () -> json(""));
    inputs.put(
        "A JSON document has at most 16,777,216 characters; this one has 17,825,794",
        () -> json('"' + MEGABYTE.repeat(17) + '"'));
    inputs.put(
        "A JSON document has at most 500 levels; this one has more at line 1," + " column 501",
        () -> json("[".repeat(10_000) + "]".repeat(10_000)));
    inputs.put(
        "A JSON document has at most 500 levels; this one has more at line 1," + " column 2501",
        () -> json("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)));
    inputs.put(
        "JSON that cannot be stored: line 1, column 8 has a NUL", () -> json("{\"a\": \"\0\"}"));
    inputs.put(
        "JSON that cannot be stored: a text that begins at line 1, column 7 h" + "as a NUL",
        () -> json("{\"a\": \"\\u0000\"}"));
    inputs.put(
        "JSON that cannot be stored: a text that begins at line 1, column 2 h" + "as a NUL",
        () -> json("{\"a\\u0000\": 1}"));
    inputs.put(
        "JSON that cannot be stored: line 1, column 3 has half of a surrogate" + " pair (U+D83D)",
        () -> json("\"a\uD83Db\""));
    inputs.put(
        "JSON that cannot be stored: line 1, column 2 has half of a surrogate" + " pair (U+DE00)",
        () -> json("\"\uDE00\""));
    inputs.put(
        "JSON that cannot be stored: a text that begins at line 1, column 1 h"
            + "as half of a surrogate pair (U+D83D)",
        () -> json("\"\\ud83d\""));
    inputs.put(
        "JSON that cannot be stored: a text that begins at line 2, column 2 h"
            + "as half of a surrogate pair (U+DE00)",
        () -> json("[1,\n \"\\uDE00\"]"));
    inputs.put(
        "JSON that cannot be stored: a text that begins at line 1, column 1 h"
            + "as half of a surrogate pair (U+DE00)",
        () -> json("\"\\uDE00\\uD83D\""));
    inputs.put(
        "Not JSON: Duplicate field 'a' (line 1, column 27)",
        () -> json("{\"a\": 1, \"b\": {\"a\": 1, \"a\": 2}}"));
    inputs.put(
        "Not JSON: Duplicate field 'a' (line 1, column 18)",
        () -> json("{\"a\": 1, \"\\u0061\": 2}"));
    inputs.put(
        "Not JSON: Duplicate field '" + "x".repeat(283) + "… (line 1, column 10485769)",
        () -> json("{\"%s\":1,\"%s\":2}".formatted(MEGABYTE.repeat(5), MEGABYTE.repeat(5))));
    inputs.put("Not JSON: something follows the document at line 1, column 4", () -> json("{} {}"));
    inputs.put(
        "Not JSON: Unrecognized token 'DROP': was expecting (JSON String, Num"
            + "ber, Array, Object or token 'null', 'true' or 'false') (line 2, colu"
            + "mn 1)",
        () -> json("{}\nDROP TABLE events"));
    inputs.put(
        "A number in a JSON document has at most 1,000 digits; this one has o" + "ne with more",
        () -> json("{\"n\": " + "9".repeat(2_000) + "}"));
    inputs.put(
        "Not JSON that can be read everywhere: the number at line 1, column 2"
            + " has an exponent beyond 9,999",
        () -> json("[1e10000]"));
    inputs.put(
        "Not JSON that can be read everywhere: the number at line 1, column 1"
            + " has an exponent beyond 9,999",
        () -> json("1e99999999999"));
    inputs.put(
        "Not JSON: Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NO"
            + "N_NUMERIC_NUMBERS` to allow (line 1, column 4)",
        () -> json("NaN"));
    inputs.put(
        "Not JSON: Unexpected character ('\uFEFF' (code 65279 / 0xfeff)): exp"
            + "ected a valid value (JSON String, Number, Array, Object or token 'nu"
            + "ll', 'true' or 'false') (line 1, column 1)",
        () -> json("\uFEFF{}"));
    inputs.put(
        "Not JSON: Unexpected character (''' (code 39)): was expecting double"
            + "-quote to start field name (line 1, column 2)",
        () -> json("{'a': 1}"));
    inputs.put(
        "Not JSON: Unexpected end-of-input: expected close marker for Array ("
            + "start marker at line 1, column 7) (line 1, column 12)",
        () -> json("{\"a\": [1, 2"));
    inputs.put(
        "Not JSON: Illegal unquoted character ((CTRL-CHAR, code 10)): has to "
            + "be escaped using backslash to be included in string value (line 1, c"
            + "olumn 3)",
        () -> json("\"a\nb\""));
    inputs.put(
        "Not JSON: Unexpected character ('/' (code 47)): maybe a (non-standar"
            + "d) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' no"
            + "t enabled for parser) (line 1, column 4)",
        () -> json("{} // that is all"));
    inputs.put(
        "Not JSON: Invalid numeric value: Leading zeroes not allowed (line 1," + " column 2)",
        () -> json("007"));
    inputs.put(
        "Not JSON: Unexpected character (''' (code 39)): expected a valid val"
            + "ue (JSON String, Number, Array, Object or token 'null', 'true' or 'f"
            + "alse') (line 1, column 1)",
        () -> json("'); DROP TABLE afterimage.events; --"));
    refused(inputs);
    refused(
        Map.of(
            "Not JSON: the text is empty",
            () -> json(" \n"),
            "A number in a JSON document has at most 1,000 digits; this one has one with more",
            () -> json("0." + "9".repeat(2_000)),
            "Not JSON that can be read everywhere:"
                + " the number at line 1, column 2 has an exponent beyond 9,999",
            () -> json("[1E-0010000]")));
  }

  @Test
  default void what_only_looks_like_an_attack_is_kept_to_the_letter() {
    String sql = "'; DROP TABLE afterimage.events; -- \"$1\" ${x} %s \\ {0} ' OR '1'='1";
    List<String> ids =
        List.of(sql, "a/b c?d=e&f#g", "\u00e9e\u0301", " ", "\u202eright to left", "%", "\uFFFF");
    List<NewEvent> events = new ArrayList<>();
    events.add(
        new NewEvent(
            EventIds.next(),
            sql,
            Integer.MAX_VALUE,
            new Json("{ \"%s\" : \"\\\\u0000 \\ud83d\\uDE00 \uD83D\uDE00\" ,\t\"b\":1.00E+2}"),
            new Metadata(sql, "", "\n\t\u0001", "x".repeat(10_000), "\uD83D\uDE00", null, null)));
    events.add(NewEvent.of("\u200b", new Json("  null "), Metadata.NONE));
    events.add(
        NewEvent.of(
            "type\nof two lines",
            new Json("-0.0e-9999"),
            new Metadata("", null, null, null, null, null, null)));
    events.add(new NewEvent(new UUID(0, 0), "zero", 1, Json.EMPTY, Metadata.NONE));
    events.add(new NewEvent(new UUID(-1, -1), "ones", 1, Json.EMPTY, Metadata.NONE));

    Consumer<StreamId> check =
        stream -> {
          List<RecordedEvent> there = store().read(stream);
          assertThat(there.stream().map(RecordedEvent::type))
              .isEqualTo(events.stream().map(NewEvent::type).toList());
          assertThat(there.stream().map(e -> e.data().text()))
              .isEqualTo(events.stream().map(e -> e.data().text()).toList());
          assertThat(there.stream().map(RecordedEvent::metadata))
              .isEqualTo(events.stream().map(NewEvent::metadata).toList());
          assertThat(there.stream().map(RecordedEvent::schemaVersion))
              .isEqualTo(events.stream().map(NewEvent::schemaVersion).toList());
          assertThat(
                  store().walkAll(0, EventFilter.ALL.types(sql).streamsBeginning(stream.value())))
              .first()
              .isEqualTo(there.getFirst());
        };
    for (int i = 0; i < ids.size(); i++) {
      StreamId stream = StreamId.of(ids.get(i));
      List<NewEvent> own = i == 0 ? events : events.stream().map(Samples::again).toList();
      if (i % 2 == 0) {
        store().append(stream, ANY, own);
      } else {
        own.forEach(event -> store().append(stream, ANY, List.of(event)));
      }
      check.accept(stream);
    }
  }

  @Test
  default void ten_megabytes_come_back_to_the_letter() {
    Json large = new Json("{\"text\": \"" + MEGABYTE.repeat(10) + "\u00e9\", \"n\": 1.0}");
    Json wide = new Json("[" + "1.50, ".repeat(1_700_000) + "{}]");
    store().append(Samples.CART, ANY, List.of(NewEvent.of("Large", large, Metadata.NONE)));
    store()
        .append(
            Samples.CART,
            ANY,
            List.of(
                NewEvent.of("Large", large, Metadata.NONE),
                NewEvent.of("Wide", wide, Metadata.NONE)));

    List<RecordedEvent> events = store().read(Samples.CART);
    assertThat(events.stream().map(e -> e.data().equals(large))).containsExactly(true, true, false);
    assertThat(events.getLast().data().equals(wide)).isTrue();
  }

  @Test
  default void a_document_as_deep_and_numbers_as_long_as_may_be_come_back_to_the_letter() {
    Json deep = new Json("[".repeat(Json.DEEPEST) + "]".repeat(Json.DEEPEST));
    Json long1 = new Json("-" + "9".repeat(999));
    Json exponent = new Json("[1.5e9999, 1e-9999]");
    for (Json json : List.of(deep, long1, exponent)) {
      append(NewEvent.of("A", json, Metadata.NONE));
      store()
          .append(
              Samples.CART,
              ANY,
              List.of(
                  NewEvent.of("A", json, Metadata.NONE), NewEvent.of("A", json, Metadata.NONE)));
      RecordedEvent last = store().read(StreamQuery.of(Samples.CART).backwards()).getFirst();
      assertThat(last.data()).isEqualTo(json);
      assertThat(last.data().tree()).isEqualTo(json.tree());
    }
    assertThat(store().read(Samples.CART)).hasSize(9);
  }
}
