package afterimage.capture;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.Checkpoint;
import afterimage.capture.sink.Generation;
import afterimage.capture.sink.Generation.State;
import afterimage.capture.sink.Sink;
import afterimage.capture.source.ExportedSnapshot;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Brings a pipeline to a place that it can go on from: the checkpoint of its generation, or a new
/// generation's. What a kill left half-made is removed first.
final class Opening {

  private final String pipeline;
  private final List<Mapping> mappings;
  private final Catalog catalog;
  private final Set<TableId> tables;
  private final Sink sink;
  private final SlotSetup setup;
  private final Baseline baseline;

  Opening(
      String pipeline,
      List<Mapping> mappings,
      Catalog catalog,
      Set<TableId> tables,
      Sink sink,
      SlotSetup setup,
      Baseline baseline) {
    this.pipeline = pipeline;
    this.mappings = mappings;
    this.catalog = catalog;
    this.tables = tables;
    this.sink = sink;
    this.setup = setup;
    this.baseline = baseline;
  }

  /// @param anew whether to begin a generation though there is one to go on with
  Checkpoint open(boolean anew) {
    Optional<Generation> last = sink.generations().last(pipeline);
    if (!anew && last.isPresent() && last.get().state() == State.LIVE) {
      return sink.checkpoint(pipeline).orElseThrow();
    }
    setup.check(tables, catalog);
    if (last.filter(Generation::holdsSlot).stream().noneMatch(Generation::ownsPublication)) {
      // One of ours, whatever became of it, is made anew.
      setup.checkPublication(tables);
    }
    last.filter(Generation::holdsSlot)
        .ifPresent(generation -> Forgetting.giveUp(generation, setup, sink));
    return begin(last.map(Generation::number).orElse(0) + 1);
  }

  private Checkpoint begin(int number) {
    Slot slot = setup.slot();
    setup.refuseTaken();
    Generation generation =
        new Generation(
            pipeline, number, State.BEGUN, slot.name(), slot.publication(), !setup.isPublished());
    sink.generations().note(generation);
    try (ExportedSnapshot snapshot = setup.create(tables, catalog)) {
      Checkpoint first =
          Checkpoint.begin(
              generation,
              Mapping.labels(mappings),
              setup.identity(tables),
              Alterations.captured(mappings, catalog),
              snapshot.start());
      baseline.store(generation, first, snapshot);
      return first;
    } catch (RuntimeException e) {
      undo(generation, e);
      throw e;
    }
  }

  /// If source or store is down, the next start finds it begun, and cleans up then.
  private void undo(Generation generation, RuntimeException why) {
    try {
      Forgetting.giveUp(generation, setup, sink);
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }
}
