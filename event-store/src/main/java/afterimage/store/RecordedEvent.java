package afterimage.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An event in the store.
///
/// @param position its place among all events; increasing, with gaps
/// @param version its place in its stream; from 1, without gaps
/// @param recordedAt when the store took it, by the database's clock; never decreases in a stream
public record RecordedEvent(
    long position,
    StreamId stream,
    long version,
    UUID id,
    String type,
    int schemaVersion,
    Json data,
    Metadata metadata,
    Instant recordedAt) {

  static RecordedEvent of(NewEvent event, Appended appended) {
    return new RecordedEvent(
        appended.position(),
        appended.stream(),
        appended.version(),
        event.id(),
        event.type(),
        event.schemaVersion(),
        event.data(),
        event.metadata(),
        appended.recordedAt());
  }

  /// When it happened in the world as far as is known, or else when it was recorded.
  public Instant happenedAt() {
    Instant known = metadata.happenedAt();
    return known == null ? recordedAt : known;
  }

  /// How certain it is; empty for an event that was not derived.
  public Optional<Certainty> certainty() {
    return Optional.ofNullable(metadata.provenance()).map(Provenance::certainty);
  }
}
