package afterimage.capture.sink;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.translate.Translation;
import afterimage.store.StreamId;
import java.util.Optional;
import java.util.Set;
import org.postgresql.replication.LogSequenceNumber;

/// Transactions that could not be stored as events, kept whole until they are released. Each call
/// is a transaction of its own.
public interface Parked {

  /// The streams in which something is parked.
  Set<StreamId> streams(String pipeline);

  /// Keeps a transaction, and moves the checkpoint over it.
  ///
  /// @param from the checkpoint's end as the caller knows it
  /// @param streams that it touches
  /// @param reason without values of rows
  void park(
      String pipeline,
      LogSequenceNumber from,
      ChangeSet changeSet,
      Set<StreamId> streams,
      String reason);

  /// The first one after a place.
  Optional<ChangeSet> next(String pipeline, LogSequenceNumber after);

  /// Stores what came of a parked transaction, which is parked no more.
  void release(String pipeline, Translation translation);
}
