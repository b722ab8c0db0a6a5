package afterimage.comparison.costs;

import afterimage.comparison.ladder.Rung;
import afterimage.comparison.ladder.RungWorld;
import afterimage.comparison.ladder.Undo;
import afterimage.comparison.scenario.Workload;
import afterimage.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Measures what rungs cost, in runs of their own, one at a time. Commands come at a steady pace,
/// as a poll by the clock and a delay mean nothing in a rush. First comes the bare legacy app, on
/// a server of ours whose log is not made for decoding; if a server was given, on that one.
public final class Costing implements AutoCloseable {

  /// How many commands are enough.
  public static final int COMMANDS = 300;

  /// How many commands come in a second, if the app is not slower than that.
  public static final int PACE = 200;

  /// How often the rung `poll` asks.
  public static final Duration BETWEEN_POLLS = Duration.ofSeconds(1);

  private final RungWorld world;
  private final Consumer<String> progress;
  private final Undo undo;
  private final String name = "afterimage_" + UUID.randomUUID().toString().substring(0, 8);

  /// @param progress is told what is being done, a line each
  public Costing(RungWorld world, Consumer<String> progress) {
    this.world = world;
    this.progress = progress;
    this.undo = new Undo(progress);
  }

  private PostgresServer bareServer() {
    if (!world.server().isOurs()) {
      return world.server();
    }
    PostgresServer bare = PostgresServer.embeddedWithoutDecoding();
    undo.add("stop the server without decoding", bare::close);
    return bare;
  }

  /// @return the bare app's first, then one for each rung that could be run, from the lowest
  public List<RungCosts> measure(Workload workload, Set<Rung> rungs) {
    List<RungCosts> costs = new ArrayList<>();
    PostgresServer bare = bareServer();
    // Whatever is compiled and cached by the first run shall not be the first rung's cost.
    Optional<RungCosts> _ = one(world.server(), null, workload, "warm");
    one(bare, null, workload, "bare").ifPresent(costs::add);
    for (Rung rung : EnumSet.allOf(Rung.class)) {
      if (rungs.contains(rung)) {
        one(world.server(), rung, workload, rung.name().toLowerCase(Locale.ROOT))
            .ifPresent(costs::add);
      }
    }
    return List.copyOf(costs);
  }

  private Optional<RungCosts> one(
      PostgresServer server, @Nullable Rung rung, Workload workload, String what) {
    if (Thread.currentThread().isInterrupted() || undo.isClosed()) {
      return Optional.empty();
    }
    progress.accept("costs: " + what);
    try (Undo own = new Undo(progress)) {
      Undo.Step step = undo.add("end the run " + what, own::close);
      try {
        return Optional.of(
            new CostRun(server, world, home(), rung, name + "_" + what, own).measure(workload));
      } finally {
        undo.now(step);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (RuntimeException e) {
      progress.accept("costs: %s could not be measured: %s".formatted(what, e.getMessage()));
      return Optional.empty();
    }
  }

  /// The mappings are in `mappings/ladder` of the project.
  private Path home() {
    return world.mappings().toAbsolutePath().normalize().resolve("../..").normalize();
  }

  @Override
  public void close() {
    undo.close();
  }
}
