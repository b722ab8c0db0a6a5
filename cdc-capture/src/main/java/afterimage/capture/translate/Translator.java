package afterimage.capture.translate;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.StreamType;
import afterimage.store.StreamId;
import java.util.List;
import java.util.Set;

/// Applies mappings to transactions. Start reading at `TransactionReader`, which finds the patterns
/// that apply, then `Settlement` and `Cover`, which hold the changes against their events.
public final class Translator {

  private final String generation;
  private final Plan plan;

  /// @param generation what the derivation runs as; it is part of every event's id
  /// @throws IllegalArgumentException if two mappings read the same table
  public Translator(List<Mapping> mappings, String generation) {
    this.generation = generation;
    this.plan = new Plan(mappings);
  }

  public Translation translate(ChangeSet changeSet, KnownRows known) {
    return translate(changeSet, known, Trace.NONE);
  }

  /// The streams that a transaction touches, as far as its rows tell.
  public Set<StreamId> streams(ChangeSet changeSet, KnownRows known) {
    return new TransactionReader(plan, changeSet, known, Trace.NONE).streams();
  }

  /// @param trace is told how it comes about
  public Translation translate(ChangeSet changeSet, KnownRows known, Trace trace) {
    return new TransactionReader(plan, changeSet, known, trace).read(generation);
  }

  /// Translates a part of a transaction.
  ///
  /// @param known as they were before the part
  public ChapterTranslation translate(Chapter chapter, KnownRows known) {
    return new TransactionReader(plan, chapter, known, Trace.NONE).readChapter(generation);
  }

  /// Says which streams the changes and messages of a large transaction touch.
  ///
  /// @param across of which all changes of a stream must be told together
  /// @param truncated the tables that the transaction empties
  public StreamFinder streams(Set<StreamType> across, Set<TableId> truncated) {
    return new StreamFinder(plan, across, truncated);
  }
}
