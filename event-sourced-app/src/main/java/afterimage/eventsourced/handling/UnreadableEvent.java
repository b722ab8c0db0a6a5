package afterimage.eventsourced.handling;

import afterimage.store.RecordedEvent;

/// A stream holds an event that its rules do not know; no state is guessed from the others.
public final class UnreadableEvent extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnreadableEvent(RecordedEvent event, IllegalArgumentException cause) {
    super(
        "Stream %s, version %d, type %s: %s."
            .formatted(event.stream(), event.version(), event.type(), cause.getMessage()),
        cause);
  }
}
