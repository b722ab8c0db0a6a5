package afterimage.capture;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.sink.Parked;
import afterimage.capture.sink.Sink;
import afterimage.capture.translate.Asked;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowMemory;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import afterimage.store.StreamId;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.postgresql.replication.LogSequenceNumber;

/// Tries parked transactions again, in their order. One that fails again stays, and with it what
/// comes after it in its streams.
final class Release {

  private final String pipeline;
  private final Translator translator;
  private final Sink sink;
  private final Set<StreamId> still = new HashSet<>();

  Release(String pipeline, Translator translator, Sink sink) {
    this.pipeline = pipeline;
    this.translator = translator;
    this.sink = sink;
  }

  /// @return how many were released
  int run() {
    Parked parked = sink.parked();
    int released = 0;
    LogSequenceNumber after = LogSequenceNumber.INVALID_LSN;
    Optional<ChangeSet> next = parked.next(pipeline, after);
    while (next.isPresent()) {
      if (isReleased(next.get(), parked)) {
        released++;
      }
      next = parked.next(pipeline, next.get().commit());
    }
    return released;
  }

  private boolean isReleased(ChangeSet changeSet, Parked parked) {
    KnownRows known = new RowMemory(sink.knownRows(pipeline, Asked.NOTHING));
    Set<StreamId> touched = new HashSet<>(translator.streams(changeSet, known));
    try {
      Translation translation = translator.translate(changeSet, known);
      translation.events().forEach(event -> touched.add(event.stream()));
      if (Collections.disjoint(still, touched)) {
        parked.release(pipeline, translation);
        return true;
      }
    } catch (RuntimeException e) {
      if (Faults.isAbsence(e)) {
        throw e;
      }
    }
    still.addAll(touched);
    return false;
  }
}
