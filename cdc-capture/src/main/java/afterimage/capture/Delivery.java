package afterimage.capture;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.Sink;
import afterimage.capture.source.ChangeSource;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.replication.LogSequenceNumber;

/// What one run of a pipeline does with the transactions that come: what is at or below the
/// checkpoint is dropped, the rest translated and stored, and only then may it be acknowledged.
final class Delivery implements ChangeSource.Handler<Batch> {

  private final String pipeline;
  private final List<Mapping> mappings;
  private final Translator translator;
  private final Sink sink;
  private final Progress progress;
  private final Runnable verification;
  private final Pipeline.Listener listener;
  private final RecentRows rows;
  private LogSequenceNumber prepared;
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
    this.prepared = progress.end();
    this.rows =
        new RecentRows(asked -> sink.knownRows(pipeline, asked), RecentRows.ROOM, progress::end);
  }

  @Override
  public Batch prepare(List<ChangeSet> transactions) {
    if (!streaming) {
      // Again, now that the slot is held: until then somebody could have moved or remade it.
      verification.run();
      streaming = true;
    }
    rows.expect(translator.asks(transactions));
    List<Translation> translations = new ArrayList<>(transactions.size());
    for (ChangeSet changeSet : transactions) {
      if (changeSet.commit().compareTo(prepared) > 0) {
        Translation translation = translator.translate(changeSet, rows);
        for (ReadChange read : translation.unexplained()) {
          if (policy(read) == Mapping.Unexplained.STOP) {
            return new Batch(translations, new CaptureStopped(pipeline, changeSet, read));
          }
        }
        translations.add(translation);
        rows.add(translation);
        prepared = changeSet.commit();
      }
    }
    return new Batch(translations, null);
  }

  @Override
  public void store(List<Batch> batches) {
    List<Translation> translations =
        batches.stream().flatMap(batch -> batch.translations().stream()).toList();
    if (!translations.isEmpty()) {
      sink.store(pipeline, progress.end(), translations);
      progress.moveTo(translations.getLast().changeSet().commit());
      translations.forEach(listener::stored);
    }
    for (Batch batch : batches) {
      if (batch.stopped() != null) {
        throw batch.stopped();
      }
    }
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
