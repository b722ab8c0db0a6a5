package afterimage.capture.sink;

import afterimage.capture.translate.Asked;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.Translation;
import java.util.List;
import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;

/// Takes translations, each transaction of the source whole or not at all.
public interface Sink {

  Optional<Checkpoint> checkpoint(String pipeline);

  /// Begins a pipeline.
  ///
  /// @throws SinkProblem if it has a checkpoint already
  void begin(Checkpoint checkpoint);

  /// The remembered rows as of the checkpoint; those that will be asked for are read now, others
  /// when they are.
  KnownRows knownRows(String pipeline, Asked asked);

  /// Stores all of it in one transaction, and with it the new checkpoint.
  ///
  /// @param from the checkpoint's end as the caller knows it
  /// @param translations in commit order, at least one
  /// @throws SinkProblem if the checkpoint is elsewhere by now; nothing is stored
  void store(String pipeline, LogSequenceNumber from, List<Translation> translations);

  /// Records that history was lost, or may have been.
  void gap(String pipeline, String what);
}
