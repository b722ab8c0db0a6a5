package afterimage.capture.translate;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.mapping.Mapping;
import java.util.List;

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

  /// What their translation, in this order, will ask of the known rows, as far as that can be told.
  public Asked asks(List<ChangeSet> changeSets) {
    return Asked.by(changeSets, plan);
  }

  public Translation translate(ChangeSet changeSet, KnownRows known) {
    return translate(changeSet, known, Trace.NONE);
  }

  /// @param trace is told how it comes about
  public Translation translate(ChangeSet changeSet, KnownRows known, Trace trace) {
    return new TransactionReader(plan, changeSet, known, trace).read(generation);
  }
}
