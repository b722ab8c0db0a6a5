package afterimage.capture;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.chapter.Chapters;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.Sink;
import afterimage.capture.source.ChangeSource;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Spooling;
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
  }

  @Override
  public void handle(List<ChangeSet> transactions) {
    verifyOnce();
    LogSequenceNumber from = progress.end();
    List<ChangeSet> unseen =
        transactions.stream().filter(t -> t.commit().compareTo(from) > 0).toList();
    Batch batch = new Batch(sink.knownRows(pipeline), translator);
    for (ChangeSet changeSet : unseen) {
      Translation translation = batch.translate(changeSet);
      Optional<ReadChange> stop = stopAt(translation);
      if (stop.isPresent()) {
        store(from, batch.translations());
        throw new CaptureStopped(pipeline, changeSet, stop.get());
      }
      batch.add(translation);
    }
    store(from, batch.translations());
  }

  @Override
  public void handleLarge(SpooledTransaction transaction) {
    verifyOnce();
    LogSequenceNumber from = progress.end();
    if (transaction.commit().compareTo(from) <= 0) {
      return;
    }
    sink.storeLarge(
        pipeline,
        from,
        transaction.commit(),
        store -> chapters.translate(transaction, store, chapter -> inspect(transaction, chapter)));
    progress.moveTo(transaction.commit());
    listener.storedLarge(transaction.transaction(), transaction.changes());
  }

  private void inspect(SpooledTransaction transaction, Translation chapter) {
    stopAt(chapter)
        .ifPresent(
            read -> {
              throw new CaptureStopped(pipeline, chapter.changeSet(), read);
            });
    listener.translating(transaction.transaction(), chapter.changeSet().changes().size());
  }

  private void store(LogSequenceNumber from, List<Translation> translations) {
    if (translations.isEmpty()) {
      return;
    }
    sink.store(pipeline, from, translations);
    progress.moveTo(translations.getLast().changeSet().commit());
    translations.forEach(listener::stored);
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
