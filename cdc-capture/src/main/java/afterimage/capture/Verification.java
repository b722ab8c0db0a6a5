package afterimage.capture;

import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.Checkpoint;
import afterimage.capture.sink.Sink;
import afterimage.capture.source.SlotSetup;
import afterimage.capture.source.SourceIdentity;
import afterimage.capture.source.SourceProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Refuses to go on if what the checkpoint speaks of is no longer there, and records the gap.
final class Verification {

  private final Checkpoint checkpoint;
  private SourceIdentity then;
  private final List<Mapping> mappings;
  private final Alterations alterations;
  private final Set<TableId> tables;
  private final SlotSetup setup;
  private final Sink sink;
  private final Progress progress;

  Verification(
      Checkpoint checkpoint,
      List<Mapping> mappings,
      Alterations alterations,
      Set<TableId> tables,
      SlotSetup setup,
      Sink sink,
      Progress progress) {
    this.checkpoint = checkpoint;
    this.then = checkpoint.source();
    this.mappings = mappings;
    this.alterations = alterations;
    this.tables = tables;
    this.setup = setup;
    this.sink = sink;
    this.progress = progress;
  }

  /// @throws SourceProblem that lasts, if something between the checkpoint and now may be lost
  synchronized void verify() {
    List<String> differences = new ArrayList<>();
    String labels = Mapping.labels(mappings);
    if (!checkpoint.mappings().equals(labels)) {
      differences.add(
          "the mappings: expected %s, but it is %s".formatted(checkpoint.mappings(), labels));
    }
    SlotSetup.Comparison comparison = setup.compare(then, tables, progress::end);
    differences.addAll(comparison.differences());
    differences.addAll(alterations.unknown());
    if (!differences.isEmpty()) {
      String what = String.join("; ", differences);
      sink.gap(checkpoint.pipeline(), what);
      throw SourceProblem.lasting(
          ("Pipeline %s cannot go on from %s: %s. What lies between may be lost."
                  + " Begin a new generation from the rows as they are, with --new-baseline: the events"
                  + " so far stay, and how the rows came to be what they are then is not known")
              .formatted(checkpoint.pipeline(), progress.end().asString(), what));
    }
    if (comparison.timeline() != then.timeline()) {
      // From here on the new timeline is the one that the checkpoint is a place in.
      sink.follow(checkpoint.pipeline(), comparison.timeline());
      then = then.on(comparison.timeline());
    }
  }
}
