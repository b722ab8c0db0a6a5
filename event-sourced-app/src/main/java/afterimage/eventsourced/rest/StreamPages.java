package afterimage.eventsourced.rest;

import afterimage.eventsourced.handling.Refused;
import afterimage.store.EventStore;
import afterimage.store.RecordedEvent;
import afterimage.store.StreamId;
import java.util.List;

/// Parts of streams.
final class StreamPages {

  private StreamPages() {}

  /// @throws Refused if the stream has no events
  static StreamBody page(EventStore store, String name, String id, long after, int limit) {
    List<RecordedEvent> events = store.read(StreamId.of(id));
    if (events.isEmpty()) {
      throw new Refused(
          "stream-unknown", "There is no stream %s in the store %s.".formatted(id, name));
    }
    return new StreamBody(
        id,
        events.getLast().version(),
        events.stream()
            .filter(event -> event.version() > after)
            .limit(limit)
            .map(StreamBody.Event::of)
            .toList());
  }
}
