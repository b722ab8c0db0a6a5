package afterimage.capture;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.chapter.Chapters;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.Sink;
import afterimage.capture.source.ChangeSource;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Spooling;
import afterimage.capture.translate.Asked;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Reading;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.replication.LogSequenceNumber;

/// What one run of a pipeline does with the transactions that come: what is at or below the
/// checkpoint is dropped, the rest translated and stored, and only then may it be acknowledged.
final class Delivery implements ChangeSource.Handler<Batch> {

  private final String pipeline;
  private final List<Mapping> mappings;
  private final Translator translator;
  private final Chapters chapters;
  private final Sink sink;
  private final Progress progress;
  private final Runnable verification;
  private final Pipeline.Listener listener;
  private final Parking parking;
  private RecentRows rows;
  private LogSequenceNumber prepared;
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
    this.prepared = progress.end();
    this.rows = rows();
  }

  private RecentRows rows() {
    return new RecentRows(asked -> sink.knownRows(pipeline, asked), RecentRows.ROOM, progress::end);
  }

  /// Translates as if all of it will be stored. What is parked in the end, and what must then wait
  /// behind it, is translated anew when it is released.
  @Override
  public Batch prepare(List<ChangeSet> transactions) {
    verifyOnce();
    rows.expect(translator.asks(transactions));
    List<Batch.Prepared> all = new ArrayList<>(transactions.size());
    for (ChangeSet changeSet : transactions) {
      if (changeSet.commit().compareTo(prepared) > 0) {
        all.add(prepare(changeSet));
        prepared = changeSet.commit();
      }
    }
    return new Batch(all);
  }

  private Batch.Prepared prepare(ChangeSet changeSet) {
    try {
      Translation translation = translator.translate(changeSet, rows);
      rows.add(translation);
      return new Batch.Translated(translation);
    } catch (RuntimeException e) {
      return new Batch.Failed(changeSet, e);
    }
  }

  @Override
  public void store(List<Batch> batches) {
    listener.handling();
    List<Translation> together = new ArrayList<>();
    for (Batch batch : batches) {
      for (Batch.Prepared one : batch.transactions()) {
        switch (one) {
          case Batch.Translated(Translation translation) -> add(translation, together);
          case Batch.Failed(ChangeSet changeSet, RuntimeException why) -> {
            storeAll(together);
            parkOrThrow(changeSet, why);
          }
        }
      }
    }
    storeAll(together);
  }

  /// @param together what will share a commit
  private void add(Translation translation, List<Translation> together) {
    if (parking.isUsed()) {
      storeAll(together);
      if (parking.blocks(translation, stored())) {
        parking.parkBehind(translation, stored(), progress.end());
        progress.moveTo(translation.changeSet().commit());
        return;
      }
    }
    Optional<ReadChange> stop = stopAt(translation);
    if (stop.isPresent()) {
      storeAll(together);
      throw new CaptureStopped(pipeline, translation.changeSet(), stop.get());
    }
    together.add(translation);
  }

  private KnownRows stored() {
    return sink.knownRows(pipeline, Asked.NOTHING);
  }

  @Override
  public void storeLarge(SpooledTransaction transaction) {
    listener.handling();
    verifyOnce();
    LogSequenceNumber from = progress.end();
    if (transaction.commit().compareTo(from) <= 0) {
      return;
    }
    AtomicLong events = new AtomicLong();
    AtomicLong unexplained = new AtomicLong();
    sink.storeLarge(
        pipeline,
        from,
        transaction,
        store ->
            chapters.translate(
                transaction,
                store,
                chapter -> {
                  inspect(transaction, chapter);
                  events.addAndGet(chapter.events().size());
                  unexplained.addAndGet(chapter.count(Reading.Unexplained.class));
                }));
    progress.moveTo(transaction.commit());
    prepared = transaction.commit();
    // What it left of the rows is in the store alone.
    rows = rows();
    listener.storedLarge(
        new LargeTransaction(
            transaction.transaction(),
            transaction.commit(),
            transaction.changes(),
            events.get(),
            unexplained.get()));
  }

  private void inspect(SpooledTransaction transaction, Translation chapter) {
    if (parking.blocks(chapter, stored())) {
      throw CaptureStopped.behindParked(pipeline, chapter.changeSet());
    }
    stopAt(chapter)
        .ifPresent(
            read -> {
              throw new CaptureStopped(pipeline, chapter.changeSet(), read);
            });
    listener.translating(transaction.transaction(), chapter.changeSet().changes().size());
  }

  private void storeAll(List<Translation> together) {
    if (together.isEmpty()) {
      return;
    }
    List<Translation> translations = List.copyOf(together);
    together.clear();
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
      if (parking.blocks(translation, stored())) {
        parking.parkBehind(translation, stored(), progress.end());
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
    parking.park(changeSet, stored(), why, progress.end());
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
    List<ReadChange> unexplained = translation.unexplained();
    return unexplained.isEmpty()
        ? Optional.empty()
        : unexplained.stream().filter(read -> policy(read) == Mapping.Unexplained.STOP).findFirst();
  }

  private Mapping.Unexplained policy(ReadChange read) {
    return mappings.stream()
        .filter(mapping -> mapping.tables().contains(read.change().table()))
        .findFirst()
        .map(Mapping::unexplained)
        .orElse(Mapping.Unexplained.KEEP);
  }
}
