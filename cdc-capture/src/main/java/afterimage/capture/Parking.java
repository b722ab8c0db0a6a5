package afterimage.capture;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.RowChange;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.Sink;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowImage;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import afterimage.store.StreamId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.replication.LogSequenceNumber;

/// Keeps transactions that cannot be translated or stored, as their mapping says, and whatever
/// comes after them in their streams: there nothing overtakes them.
final class Parking {

  private static final String BEHIND = "a transaction before it is parked in a stream of its";

  private final String pipeline;
  private final List<Mapping> mappings;
  private final Translator translator;
  private final Sink sink;
  private final Set<StreamId> streams;

  Parking(String pipeline, List<Mapping> mappings, Translator translator, Sink sink) {
    this.pipeline = pipeline;
    this.mappings = mappings;
    this.translator = translator;
    this.sink = sink;
    this.streams = new HashSet<>(sink.parked().streams(pipeline));
  }

  /// Whether anything is parked.
  boolean isUsed() {
    return !streams.isEmpty();
  }

  /// Whether a transaction must wait for others.
  boolean blocks(Translation translation, KnownRows known) {
    return !streams.isEmpty() && !Collections.disjoint(streams, touched(translation, known));
  }

  /// Whether a failure of this transaction may be put aside.
  boolean mayPark(ChangeSet changeSet, RuntimeException why) {
    return !Faults.isAbsence(why) && policy(changeSet) == Mapping.Failing.PARK;
  }

  void parkBehind(Translation translation, KnownRows known, LogSequenceNumber from) {
    park(translation.changeSet(), touched(translation, known), BEHIND, from);
  }

  /// @param why it failed; its message is kept only if it is one of ours, others may hold values
  void park(ChangeSet changeSet, KnownRows known, RuntimeException why, LogSequenceNumber from) {
    park(changeSet, translator.streams(changeSet, known), why.getClass().getSimpleName(), from);
  }

  private void park(
      ChangeSet changeSet, Set<StreamId> touched, String reason, LogSequenceNumber from) {
    sink.parked().park(pipeline, from, changeSet, touched, reason);
    streams.addAll(touched);
  }

  private Set<StreamId> touched(Translation translation, KnownRows known) {
    Set<StreamId> touched = new HashSet<>(translator.streams(translation.changeSet(), known));
    translation.events().stream().map(DerivedEvent::stream).forEach(touched::add);
    translation.rows().stream().map(RowImage::stream).forEach(touched::add);
    return touched;
  }

  private Mapping.Failing policy(ChangeSet changeSet) {
    Collection<RowChange> changes = changeSet.changes();
    return mappings.stream()
            .filter(mapping -> changes.stream().anyMatch(c -> mapping.tables().contains(c.table())))
            .allMatch(mapping -> mapping.failing() == Mapping.Failing.PARK)
        ? Mapping.Failing.PARK
        : Mapping.Failing.STOP;
  }
}
