package afterimage.capture.sink;

import afterimage.capture.source.SourceIdentity;
import org.postgresql.replication.LogSequenceNumber;

/// Up to where a source was read, and what that is a place in.
///
/// @param generation part of the id of every event derived under it
/// @param mappings the labels of the mappings
/// @param tables the captured tables as [SourceIdentity#tablesText()] tells them
/// @param start where the slot began
/// @param end the commit of the last transaction handled, with or without events
public record Checkpoint(
    String pipeline,
    String generation,
    String mappings,
    String systemIdentifier,
    int timeline,
    String database,
    String slot,
    String publication,
    String tables,
    LogSequenceNumber start,
    LogSequenceNumber end) {

  /// The first one of a pipeline, where its slot begins.
  public static Checkpoint begin(
      String pipeline, String mappings, SourceIdentity source, LogSequenceNumber start) {
    return new Checkpoint(
        pipeline,
        String.join(
            "/",
            pipeline,
            source.systemIdentifier(),
            source.database(),
            mappings,
            start.asString()),
        mappings,
        source.systemIdentifier(),
        source.timeline(),
        source.database(),
        source.slot(),
        source.publication(),
        source.tablesText(),
        start,
        start);
  }
}
