package afterimage.comparison.ladder;

import afterimage.capture.mapping.Mapping;
import afterimage.comparison.scenario.Workload;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// Runs rungs, one after the other, each with databases, slot or poller, mappings and store of its
/// own. What it made is there until it is closed, so that it can be read; slots go with their rung.
/// It may be closed by another thread while it runs.
public final class Ladder implements AutoCloseable {

  /// How many deeds there are between two polls.
  public static final int DEEDS_BETWEEN_POLLS = 5;

  private final RungWorld world;
  private final Consumer<String> progress;
  private final Undo undo;
  private final String name = "afterimage_" + UUID.randomUUID().toString().substring(0, 8);
  private int runs;

  /// @param progress is told what is being done, a line each
  public Ladder(RungWorld world, Consumer<String> progress) {
    this.world = world;
    this.progress = progress;
    this.undo = new Undo(progress);
  }

  /// Plays the workload on each of the rungs. A rung that cannot be run is answered as such, and so
  /// are those that were not come to when the thread was interrupted.
  ///
  /// @return one for each rung, from the lowest
  public List<RungResult> run(Workload workload, Set<Rung> rungs) {
    String run = name + "_" + ++runs;
    List<RungResult> results = new ArrayList<>();
    EventSourcedRun truth;
    try {
      progress.accept("%s: %d deeds, event sourcing".formatted(workload.name(), size(workload)));
      truth = EventSourcedRun.play(world, run + "_events", workload, undo);
    } catch (RuntimeException e) {
      String because = isInterrupted() ? "interrupted before it was run" : because(e);
      return rungs.stream()
          .sorted()
          .<RungResult>map(rung -> new RungResult.NotRun(rung, because))
          .toList();
    }
    for (Rung rung : EnumSet.allOf(Rung.class)) {
      if (rungs.contains(rung)) {
        results.add(rung == Rung.EVENTS ? truth.result(results) : one(run, rung, workload, truth));
      }
    }
    return List.copyOf(results);
  }

  private static int size(Workload workload) {
    return workload.deeds().size();
  }

  private RungResult one(String run, Rung rung, Workload workload, EventSourcedRun truth) {
    if (isInterrupted()) {
      return new RungResult.NotRun(rung, "interrupted before it was run");
    }
    progress.accept("%s: %s".formatted(workload.name(), rung.label()));
    try {
      return new LegacyRun(
              world,
              Setup.of(rung),
              run + "_" + rung.name().toLowerCase(java.util.Locale.ROOT),
              undo)
          .play(workload, truth.journal());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new RungResult.NotRun(rung, "interrupted while it was run");
    } catch (RuntimeException e) {
      return new RungResult.NotRun(
          rung, isInterrupted() ? "interrupted while it was run" : because(e));
    }
  }

  private boolean isInterrupted() {
    return Thread.currentThread().isInterrupted() || undo.isClosed();
  }

  private static String because(RuntimeException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /// The labels of mappings.
  static List<String> labels(List<Mapping> mappings) {
    return mappings.stream().map(Mapping::label).toList();
  }

  @Override
  public void close() {
    undo.close();
  }
}
