package afterimage.capture;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.Sink;
import afterimage.capture.source.ChangeSource;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import java.util.List;
import org.postgresql.replication.LogSequenceNumber;

/// What one run of a pipeline does with the transactions that come: what is at or below the
/// checkpoint is dropped, the rest translated and stored, and only then may it be acknowledged.
final class Delivery implements ChangeSource.Handler {

  private final String pipeline;
  private final List<Mapping> mappings;
  private final Translator translator;
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
      Sink sink,
      Progress progress,
      Runnable verification,
      Pipeline.Listener listener) {
    this.pipeline = pipeline;
    this.mappings = mappings;
    this.translator = translator;
    this.sink = sink;
    this.progress = progress;
    this.verification = verification;
    this.listener = listener;
  }

  @Override
  public void handle(List<ChangeSet> transactions) {
    listener.handling();
    if (!streaming) {
      // Again, now that the slot is held: until then somebody could have moved or remade it.
      verification.run();
      streaming = true;
    }
    LogSequenceNumber from = progress.end();
    List<ChangeSet> unseen =
        transactions.stream().filter(t -> t.commit().compareTo(from) > 0).toList();
    Batch batch = new Batch(sink.knownRows(pipeline), translator);
    for (ChangeSet changeSet : unseen) {
      Translation translation = batch.translate(changeSet);
      for (ReadChange read : translation.unexplained()) {
        if (policy(read) == Mapping.Unexplained.STOP) {
          store(from, batch.translations());
          throw new CaptureStopped(pipeline, changeSet, read);
        }
      }
      batch.add(translation);
    }
    store(from, batch.translations());
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

  private Mapping.Unexplained policy(ReadChange read) {
    return mappings.stream()
        .filter(mapping -> mapping.tables().contains(read.change().table()))
        .findFirst()
        .map(Mapping::unexplained)
        .orElse(Mapping.Unexplained.KEEP);
  }
}
