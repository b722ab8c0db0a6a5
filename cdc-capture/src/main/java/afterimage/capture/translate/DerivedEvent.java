package afterimage.capture.translate;

import afterimage.capture.change.Position;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.Provenance;
import afterimage.store.StreamId;
import java.time.Instant;
import java.util.UUID;

/// A domain event read from row changes.
///
/// @param position of the first change that it covers
public record DerivedEvent(
    UUID id,
    StreamId stream,
    String type,
    Json data,
    Instant happenedAt,
    Position position,
    Statement statement,
    Provenance provenance) {

  public NewEvent toNewEvent() {
    return new NewEvent(
        id,
        type,
        1,
        data,
        new Metadata(
            statement.actor(),
            statement.reason(),
            statement.commandId(),
            statement.correlationId(),
            statement.causationId(),
            happenedAt,
            provenance));
  }
}
