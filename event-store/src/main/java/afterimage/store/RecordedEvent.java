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

  public Instant happenedAt() {
    return metadata.happenedAt() == null ? recordedAt : metadata.happenedAt();
  }

  /// How certain it is; empty for an event that was not derived.
  public Optional<Certainty> certainty() {
    return Optional.ofNullable(metadata.provenance()).map(Provenance::certainty);
  }
}
