package afterimage.store.aggregate;

import afterimage.store.RecordedEvent;
import afterimage.store.StreamId;

/// A stream holds, or would hold, an event that its [EventTypes] cannot read; no state is guessed
/// from the others.
public final class UnreadableEvent extends RuntimeException {

  private static final long serialVersionUID = 1;

  private UnreadableEvent(String where, IllegalArgumentException cause) {
    super(where + ": " + cause.getMessage(), cause);
  }

  static UnreadableEvent recorded(RecordedEvent event, IllegalArgumentException cause) {
    return new UnreadableEvent(
        "Stream %s, version %d (position %d)"
            .formatted(event.stream(), event.version(), event.position()),
        cause);
  }

  /// @param version that the event would get
  static UnreadableEvent refused(StreamId stream, long version, IllegalArgumentException cause) {
    return new UnreadableEvent(
        "Stream %s, version %d, which was not appended".formatted(stream, version), cause);
  }
}
