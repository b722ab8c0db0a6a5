package afterimage.capture;

import afterimage.capture.sink.Generation;
import afterimage.capture.sink.Generation.State;
import afterimage.capture.sink.Sink;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.postgres.Database;
import java.util.Optional;

/// Ends a pipeline at its source; what it stored stays.
public final class Forgetting {

  private Forgetting() {}

  /// Removes the slot, and the publication if it was made for the pipeline.
  ///
  /// @return false if the pipeline holds none
  public static boolean of(String pipeline, Database source, Sink sink) {
    Optional<Generation> holder = sink.generations().last(pipeline).filter(Generation::holdsSlot);
    holder.ifPresent(
        generation ->
            giveUp(
                generation,
                new SlotSetup(source, new Slot(generation.slot(), generation.publication())),
                sink));
    return holder.isPresent();
  }

  static void giveUp(Generation generation, SlotSetup setup, Sink sink) {
    setup.drop(generation.ownsPublication());
    sink.generations()
        .note(generation.in(generation.state() == State.BEGUN ? State.ABANDONED : State.ENDED));
  }
}
