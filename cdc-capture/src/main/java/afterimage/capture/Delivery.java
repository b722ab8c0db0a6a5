package afterimage.capture;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.chapter.Chapters;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.Sink;
import afterimage.capture.source.ChangeSource;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Spooling;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import java.util.List;
import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;

/// What one run of a pipeline does with the transactions that come: what is at or below the
/// checkpoint is dropped, the rest translated and stored, and only then may it be acknowledged.
final class Delivery implements ChangeSource.Handler {

  private final String pipeline;
  private final List<Mapping> mappings;
  private final Translator translator;
  private final Chapters chapters;
  private final Sink sink;
  private final Progress progress;
  private final Runnable verification;
  private final Pipeline.Listener listener;
  private final Parking parking;
  private boolean streaming;

  /// @param verification throws if the source is no longer what the checkpoint speaks of
  Delivery(
      String pipeline,
      List<Mapping> mappings,
      Translator translator,
      Spooling spooling,
      Sink sink,
      Progress progress,
      Runnable verification,
      Pipeline.Listener listener) {
    this.pipeline = pipeline;
    this.mappings = mappings;
    this.translator = translator;
    this.chapters = new Chapters(translator, mappings, spooling);
    this.sink = sink;
    this.progress = progress;
    this.verification = verification;
    this.listener = listener;
    this.parking = new Parking(pipeline, mappings, translator, sink);
  }

  @Override
  public void handle(List<ChangeSet> transactions) {
    listener.handling();
    verifyOnce();
    LogSequenceNumber from = progress.end();
    List<ChangeSet> unseen =
        transactions.stream().filter(t -> t.commit().compareTo(from) > 0).toList();
    Batch batch = batch();
    for (ChangeSet changeSet : unseen) {
      Translation translation;
      try {
        translation = batch.translate(changeSet);
      } catch (RuntimeException e) {
        store(batch.translations());
        parkOrThrow(changeSet, e);
        batch = batch();
        continue;
      }
      if (parking.blocks(translation, batch.rows())) {
        store(batch.translations());
        parking.parkBehind(translation, batch.rows(), progress.end());
        progress.moveTo(changeSet.commit());
        batch = batch();
        continue;
      }
      Optional<ReadChange> stop = stopAt(translation);
      if (stop.isPresent()) {
        store(batch.translations());
        throw new CaptureStopped(pipeline, changeSet, stop.get());
      }
      batch.add(translation);
    }
    store(batch.translations());
  }

  private Batch batch() {
    return new Batch(sink.knownRows(pipeline), translator);
  }

  @Override
  public void handleLarge(SpooledTransaction transaction) {
    listener.handling();
    verifyOnce();
    LogSequenceNumber from = progress.end();
    if (transaction.commit().compareTo(from) <= 0) {
      return;
    }
    sink.storeLarge(
        pipeline,
        from,
        transaction,
        store ->
            chapters.translate(
                transaction,
                store,
                chapter -> inspect(transaction, chapter, sink.knownRows(pipeline))));
    progress.moveTo(transaction.commit());
    listener.storedLarge(transaction.transaction(), transaction.changes());
  }

  private void inspect(SpooledTransaction transaction, Translation chapter, KnownRows known) {
    if (parking.blocks(chapter, known)) {
      throw CaptureStopped.behindParked(pipeline, chapter.changeSet());
    }
    stopAt(chapter)
        .ifPresent(
            read -> {
              throw new CaptureStopped(pipeline, chapter.changeSet(), read);
            });
    listener.translating(transaction.transaction(), chapter.changeSet().changes().size());
  }

  private void store(List<Translation> translations) {
    if (translations.isEmpty()) {
      return;
    }
    try {
      sink.store(pipeline, progress.end(), translations);
    } catch (RuntimeException e) {
      oneByOne(translations, e);
      return;
    }
    progress.moveTo(translations.getLast().changeSet().commit());
    translations.forEach(listener::stored);
  }

  /// Finds the one that cannot be stored, if it may be parked.
  private void oneByOne(List<Translation> translations, RuntimeException why) {
    if (translations.stream().noneMatch(t -> parking.mayPark(t.changeSet(), why))) {
      throw why;
    }
    for (Translation translation : translations) {
      if (parking.blocks(translation, sink.knownRows(pipeline))) {
        parking.parkBehind(translation, sink.knownRows(pipeline), progress.end());
        progress.moveTo(translation.changeSet().commit());
        continue;
      }
      try {
        sink.store(pipeline, progress.end(), List.of(translation));
      } catch (RuntimeException e) {
        parkOrThrow(translation.changeSet(), e);
        continue;
      }
      progress.moveTo(translation.changeSet().commit());
      listener.stored(translation);
    }
  }

  private void parkOrThrow(ChangeSet changeSet, RuntimeException why) {
    if (!parking.mayPark(changeSet, why)) {
      throw why;
    }
    parking.park(changeSet, sink.knownRows(pipeline), why, progress.end());
    progress.moveTo(changeSet.commit());
  }

  @Override
  public void receiving(long transaction, int changes) {
    listener.receiving(transaction, changes);
  }

  @Override
  public void acknowledged() {
    listener.acknowledged();
  }

  private void verifyOnce() {
    if (!streaming) {
      // Again, now that the slot is held: until then somebody could have moved or remade it.
      verification.run();
      streaming = true;
    }
  }

  private Optional<ReadChange> stopAt(Translation translation) {
    return translation.unexplained().stream()
        .filter(read -> policy(read) == Mapping.Unexplained.STOP)
        .findFirst();
  }

  private Mapping.Unexplained policy(ReadChange read) {
    return mappings.stream()
        .filter(mapping -> mapping.tables().contains(read.change().table()))
        .findFirst()
        .map(Mapping::unexplained)
        .orElse(Mapping.Unexplained.KEEP);
  }
}
