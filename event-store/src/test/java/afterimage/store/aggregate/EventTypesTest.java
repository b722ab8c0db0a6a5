package afterimage.store.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.RecordedEvent;
import afterimage.store.StreamId;
import afterimage.store.aggregate.Account.Event;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventTypesTest {

  private final EventTypes<Event> types = Account.types();

  private static RecordedEvent recorded(String type, int schemaVersion, String data) {
    return new RecordedEvent(
        17,
        StreamId.of("account-1"),
        3,
        UUID.fromString("00000000-0000-7000-8000-000000000001"),
        type,
        schemaVersion,
        new Json(data),
        Metadata.NONE,
        Instant.EPOCH);
  }

  @Test
  void an_event_is_written_with_its_type_and_current_schema_version_and_read_again() {
    NewEvent written = types.write(new Event.Deposited(250, "CHF"), Metadata.NONE);

    assertThat(written.type()).isEqualTo("Deposited");
    assertThat(written.schemaVersion()).isEqualTo(2);
    assertThat(written.data().text()).isEqualTo("{\"cents\":250,\"currency\":\"CHF\"}");
    assertThat(types.read(recorded("Deposited", 2, written.data().text())))
        .isEqualTo(new Event.Deposited(250, "CHF"));
  }

  @Test
  void an_older_schema_version_is_brought_to_the_current_one() {
    assertThat(types.read(recorded("Deposited", 1, "{\"cents\":250}")))
        .isEqualTo(new Event.Deposited(250, "EUR"));
  }

  @Test
  void an_upcaster_may_give_an_event_a_new_type() {
    assertThat(types.read(recorded("PaidIn", 1, "{\"euros\":3}")))
        .isEqualTo(new Event.Deposited(300, "EUR"));
    assertThat(types.read(recorded("PaidIn", 2, "{\"cents\":7}")))
        .isEqualTo(new Event.Deposited(7, "EUR"));
  }

  @Test
  void a_type_may_be_written_and_read_by_functions() {
    EventTypes<String> notes =
        EventTypes.of(String.class)
            .type(
                "Noted",
                1,
                String.class,
                Codec.of(text -> new Json("[\"%s\"]".formatted(text)), Json::text))
            .build();

    assertThat(notes.write("hello", Metadata.NONE).data().text()).isEqualTo("[\"hello\"]");
    assertThat(notes.read(recorded("Noted", 1, "[\"hello\"]"))).isEqualTo("[\"hello\"]");
  }

  @Test
  void an_event_may_say_all_by_its_type() {
    record Closed() {}
    EventTypes<Closed> closing =
        EventTypes.of(Closed.class).type("Closed", 1, Closed.class).build();

    assertThat(closing.write(new Closed(), Metadata.NONE).data().text()).isEqualTo("{}");
    assertThat(closing.read(recorded("Closed", 1, "{}"))).isEqualTo(new Closed());
  }

  @Test
  void an_unknown_type_is_told_with_its_place_and_the_types_that_are_known() {
    assertThatThrownBy(() -> types.read(recorded("Depositd", 1, "{}")))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessage(
            "Stream account-1, version 3 (position 17): Depositd is no event type of Event;"
                + " expected one of Deposited, PaidIn, Withdrawn. Add it, or an upcaster from"
                + " Depositd 1");
  }

  @Test
  void a_schema_version_from_the_future_is_told_with_its_place() {
    assertThatThrownBy(() -> types.read(recorded("Deposited", 3, "{}")))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessage(
            "Stream account-1, version 3 (position 17): Deposited has schema version 3; known here"
                + " up to 2. It was written by a newer release: use that one, or add the upcasters"
                + " that lead on from version 2");
    assertThatThrownBy(() -> types.read(recorded("PaidIn", 3, "{}")))
        .hasMessageContaining("PaidIn has schema version 3; known here up to 2.");
  }

  @Test
  void data_of_another_shape_are_told_with_their_place() {
    assertThatThrownBy(() -> types.read(recorded("Withdrawn", 1, "{\"cents\":\"many\"}")))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageStartingWith(
            "Stream account-1, version 3 (position 17): Withdrawn 1: Withdrawn cannot be read from"
                + " JSON: ");
    assertThatThrownBy(() -> types.read(recorded("Withdrawn", 1, "null")))
        .hasMessage(
            "Stream account-1, version 3 (position 17): Withdrawn 1: Withdrawn cannot be read from"
                + " JSON that is null");
  }

  @Test
  void a_number_that_is_missing_is_no_zero() {
    assertThatThrownBy(() -> types.read(recorded("Withdrawn", 1, "{}")))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("Cannot map `null` into type `long`");
  }

  @Test
  void an_upcaster_that_fails_is_named() {
    assertThatThrownBy(() -> types.read(recorded("PaidIn", 1, "[]")))
        .hasMessage(
            "Stream account-1, version 3 (position 17): the upcaster from PaidIn 1 expects a JSON"
                + " object, not array");
    EventTypes<Event> failing =
        Account.currentTypes()
            .upcast(
                "Deposited",
                1,
                _ -> {
                  throw new IllegalStateException("no currency then");
                })
            .build();
    assertThatThrownBy(() -> failing.read(recorded("Deposited", 1, "{}")))
        .hasMessage(
            "Stream account-1, version 3 (position 17): the upcaster from Deposited 1 to Deposited"
                + " 2 failed: no currency then");
  }

  @Test
  void an_event_of_a_class_without_a_type_is_refused() {
    EventTypes<Object> some =
        EventTypes.<Object>of(Object.class).type("Withdrawn", 1, Event.Withdrawn.class).build();
    assertThatThrownBy(() -> some.write(new Event.Deposited(1, "EUR"), Metadata.NONE))
        .hasMessage(
            "events of Deposited have no type; expected one of Withdrawn. Add it to the event"
                + " types of Object");
  }

  @Test
  void a_hole_in_a_chain_is_found_when_the_types_are_built() {
    assertThatThrownBy(
            () ->
                EventTypes.of(Event.class)
                    .type("Deposited", 4, Event.Deposited.class)
                    .type("Withdrawn", 1, Event.Withdrawn.class)
                    .upcast("Deposited", 1, data -> data)
                    .upcast("Deposited", 3, data -> data)
                    .build())
        .isInstanceOf(InvalidEventTypes.class)
        .hasMessage(
            "The event types of Event cannot be used:\n"
                + "  - nothing leads on from Deposited 2; add an upcaster from it");
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    assertThatThrownBy(
            () ->
                EventTypes.of(Event.class)
                    .type("Deposited", 3, Event.Deposited.class)
                    .type("Deposited", 0, Event.Deposited.class)
                    .type("PutIn", 1, Event.Deposited.class)
                    .type("Any", 1, Event.class)
                    .upcast("Deposited", 1, data -> data)
                    .upcast("Deposited", 1, data -> data)
                    .upcast("Deposited", 3, data -> data)
                    .upcast("Paid", 1, "Payed", 1, data -> data)
                    .upcast("Spent", 2, "Deposited", 9, data -> data)
                    .upcast("Here", 1, "There", 1, data -> data)
                    .upcast("There", 1, "Here", 1, data -> data)
                    .build())
        .isInstanceOfSatisfying(
            InvalidEventTypes.class,
            e ->
                assertThat(e.problems())
                    .isEqualTo(
                        List.of(
                            "Any: Event has no instances of its own, and JSON does not say which"
                                + " class to read. Give Codec.of two functions, or annotate it with"
                                + " @JsonTypeInfo",
                            "Deposited: a schema version is 1 to 1000, not 0",
                            "Deposited is given twice; keep one",
                            "Deposited is written both as Deposited and as PutIn; keep the one to"
                                + " write, and lead the other to it by an upcaster",
                            "Withdrawn, one of Event, has no type; add it",
                            "two upcasters lead from Deposited 1; keep one",
                            "an upcaster leads from Deposited 3, but the current schema version is"
                                + " 3",
                            "an upcaster leads from Paid 1 to Payed 1, but there is no such type;"
                                + " add it",
                            "an upcaster leads from Spent 2 to Deposited 9, but the current schema"
                                + " version is 3",
                            "nothing leads on from Deposited 2; add an upcaster from it",
                            "the upcasters lead in a circle: Here 1, There 1, Here 1",
                            "nothing leads on from Spent 1; add an upcaster from it")));
  }
}
