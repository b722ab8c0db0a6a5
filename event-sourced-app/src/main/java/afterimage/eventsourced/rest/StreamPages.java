package afterimage.eventsourced.rest;

import afterimage.eventsourced.handling.Refused;
import afterimage.store.EventStore;
import afterimage.store.RecordedEvent;
import afterimage.store.StreamId;
import afterimage.store.StreamQuery;
import java.util.List;

/// Parts of streams.
public final class StreamPages {

  private StreamPages() {}

  /// @throws Refused if the stream has no events
  public static StreamBody page(EventStore store, String name, String id, long after, int limit) {
    StreamId stream = StreamId.of(id);
    return new StreamBody(
        id,
        version(store, name, stream),
        store.read(StreamQuery.of(stream).from(after + 1).limit(limit)).stream()
            .map(StreamBody.Event::of)
            .toList());
  }

  /// Of the stream's last event.
  ///
  /// @throws Refused if the stream has no events
  static long version(EventStore store, String name, StreamId stream) {
    List<RecordedEvent> last = store.read(StreamQuery.of(stream).backwards().limit(1));
    if (last.isEmpty()) {
      throw new Refused(
          "stream-unknown", "There is no stream %s in the store %s.".formatted(stream, name));
    }
    return last.getFirst().version();
  }
}
