package afterimage.store;

import java.time.Instant;
import java.util.UUID;

/// Where an event went.
///
/// @param fresh false if this very event was in the store already
public record Appended(
    UUID id, StreamId stream, long version, long position, Instant recordedAt, boolean fresh) {

  static Appended present(RecordedEvent event) {
    return new Appended(
        event.id(), event.stream(), event.version(), event.position(), event.recordedAt(), false);
  }
}
