package afterimage.capture.translate;

import afterimage.capture.change.Position;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.Provenance;
import afterimage.store.StreamId;
import java.time.Instant;
import java.util.UUID;

/// A domain event read from a row change.
///
/// @param position of the first change that it covers
public record DerivedEvent(
    UUID id,
    StreamId stream,
    String type,
    Json data,
    Instant happenedAt,
    Position position,
    Provenance provenance) {

  public NewEvent toNewEvent() {
    return new NewEvent(id, type, 1, data, Metadata.derived(happenedAt, provenance));
  }
}
