package afterimage.store;

import java.util.List;

/// Events for the contracts.
final class Samples {

  static final StreamId CART = StreamId.of("cart-101");
  static final StreamId BUTTON = StreamId.of("button-lamp");

  private Samples() {}

  static NewEvent numbered(int number) {
    return numbered("Numbered", number);
  }

  static NewEvent numbered(String type, int number) {
    return NewEvent.of(type, new Json("{\"n\": %d}".formatted(number)), Metadata.NONE);
  }

  /// The same with an id of its own.
  static NewEvent again(NewEvent event) {
    return new NewEvent(
        EventIds.next(), event.type(), event.schemaVersion(), event.data(), event.metadata());
  }

  static List<Integer> numbers(List<RecordedEvent> events) {
    return events.stream().map(event -> event.data().tree().path("n").asInt()).toList();
  }

  static List<Long> versions(List<RecordedEvent> events) {
    return events.stream().map(RecordedEvent::version).toList();
  }
}
