package afterimage.store;

import java.util.UUID;

/// An event id stands for two events of different content; nothing was appended.
public final class EventIdReused extends RuntimeException {

  private static final long serialVersionUID = 1;

  EventIdReused(UUID id, StreamId stream, long version) {
    super(
        ("Event id %s is that of another event, version %d of stream %s."
                + " Give each event an id of its own")
            .formatted(id, version, stream));
  }

  EventIdReused(UUID id) {
    super(
        "Event id %s stands for two events of this append. Give each event an id of its own"
            .formatted(id));
  }
}
