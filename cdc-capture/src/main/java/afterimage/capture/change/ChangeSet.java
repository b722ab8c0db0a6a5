package afterimage.capture.change;

import java.time.Instant;
import java.util.List;
import org.postgresql.replication.LogSequenceNumber;

/// What one committed transaction did to the captured tables, whole.
///
/// @param transaction the source's transaction id
/// @param commit the LSN at the end of its commit record: what a checkpoint holds and a slot
///     confirms
/// @param changes in the order they were made; empty if it touched nothing that is captured
/// @param messages the logical messages it emitted, placed among the changes by their ordinals
public record ChangeSet(
    long transaction,
    LogSequenceNumber commit,
    Instant committedAt,
    List<RowChange> changes,
    List<Message> messages) {

  public ChangeSet {
    changes = List.copyOf(changes);
    messages = List.copyOf(messages);
  }
}
