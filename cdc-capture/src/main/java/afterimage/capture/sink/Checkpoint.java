package afterimage.capture.sink;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.source.SourceIdentity;
import org.postgresql.replication.LogSequenceNumber;

/// Up to where a source was read, and what that is a place in.
///
/// @param generation part of the id of every event derived under it
/// @param mappings the labels of the mappings
/// @param catalog the captured tables as they were when changes were last read
/// @param start where the slot began, and as of where the baseline is
/// @param end the commit of the last transaction handled, with or without events
public record Checkpoint(
    String pipeline,
    String generation,
    String mappings,
    SourceIdentity source,
    Catalog catalog,
    LogSequenceNumber start,
    LogSequenceNumber end) {

  /// The first one of a generation, where its slot begins.
  public static Checkpoint begin(
      Generation generation,
      String mappings,
      SourceIdentity source,
      Catalog catalog,
      LogSequenceNumber start) {
    return new Checkpoint(
        generation.pipeline(),
        String.join(
            "/",
            generation.pipeline(),
            Integer.toString(generation.number()),
            source.systemIdentifier(),
            source.database(),
            mappings,
            start.asString()),
        mappings,
        source,
        catalog,
        start,
        start);
  }
}
