package afterimage.capture.sink;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.chapter.ChapterStore;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.translate.Asked;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.Translation;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.postgresql.replication.LogSequenceNumber;

/// Takes translations, each transaction of the source whole or not at all.
public interface Sink {

  /// What was begun, and what became of it.
  Generations generations();

  /// What could not be stored yet.
  Parked parked();

  Optional<Checkpoint> checkpoint(String pipeline);

  /// Stores a baseline with the first checkpoint of its generation, all in one transaction and with
  /// bounded memory; the pipeline's earlier checkpoint and known rows give way to them.
  ///
  /// @param generation that it makes live
  /// @param found the translations of the rows, given the rows that the ones before remembered
  void baseline(
      Generation generation, Checkpoint first, Function<KnownRows, Iterator<Translation>> found);

  /// The remembered rows as of the checkpoint; those that will be asked for are read now, others
  /// when they are.
  KnownRows knownRows(String pipeline, Asked asked);

  /// Stores all of it in one transaction, and with it the new checkpoint.
  ///
  /// @param from the checkpoint's end as the caller knows it
  /// @param translations in commit order, at least one
  /// @throws SinkProblem if the checkpoint is elsewhere by now; nothing is stored
  void store(String pipeline, LogSequenceNumber from, List<Translation> translations);

  /// Notes that captured tables are other than they were, with the events that tell of it, in one
  /// transaction.
  ///
  /// @param catalog the captured tables as they are
  void alter(String pipeline, Catalog catalog, List<DerivedEvent> events);

  /// Stores one transaction that is too large for memory, and with it the new checkpoint: all of
  /// it in one transaction, or nothing.
  ///
  /// @param from the checkpoint's end as the caller knows it
  /// @param work hands over its translation; what it throws is thrown, and nothing is stored
  /// @throws SinkProblem if the checkpoint is elsewhere by now; nothing is stored
  void storeLarge(
      String pipeline,
      LogSequenceNumber from,
      SpooledTransaction transaction,
      Consumer<ChapterStore> work);

  /// Notes that the source goes on on another timeline, which has all that is stored.
  void follow(String pipeline, int timeline);

  /// Records that history was lost, or may have been; once, however often it is found.
  void gap(String pipeline, String what);
}
