package afterimage.eventsourced.projection;

import afterimage.eventsourced.handling.Refused;
import afterimage.eventsourced.projection.RebuildState.Phase;
import afterimage.store.projection.Projection;
import afterimage.store.projection.ProjectionProblem;
import afterimage.store.projection.ProjectionStatus;
import afterimage.store.projection.Projections;
import afterimage.store.projection.Rebuilding;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The rebuilds that this process does, each on a thread of its own, and what is known of those of
/// others.
final class Rebuilds {

  private static final System.Logger LOG = System.getLogger(Rebuilds.class.getName());

  private final Projections projections;
  private final InstantSource clock;
  private final Map<String, Job> jobs = new ConcurrentHashMap<>();

  /// @param end null while it runs
  /// @param problem null if it did not fail
  private record Job(
      long position,
      long readable,
      Instant start,
      @Nullable Instant end,
      @Nullable String problem,
      Thread thread) {

    Job at(long reached, long there) {
      return new Job(reached, there, start, null, null, thread);
    }

    Job ended(Instant when, @Nullable String why) {
      return new Job(position, readable, start, when, why, thread);
    }
  }

  Rebuilds(Projections projections, InstantSource clock) {
    this.projections = projections;
    this.clock = clock;
  }

  /// @throws Refused if it is being rebuilt already, here or elsewhere
  void start(Projection projection) throws SQLException {
    String name = projection.name();
    boolean elsewhere = status(name).rebuilding().map(Rebuilding::running).orElse(false);
    synchronized (this) {
      Job job = jobs.get(name);
      if (elsewhere || (job != null && job.end == null)) {
        throw running(name);
      }
      Thread thread = Thread.ofVirtual().name("rebuild " + name).unstarted(() -> run(projection));
      jobs.put(name, new Job(0, 0, clock.instant(), null, null, thread));
      thread.start();
    }
  }

  private void run(Projection projection) {
    String name = projection.name();
    try {
      projections.rebuild(
          projection,
          (position, readable) ->
              jobs.computeIfPresent(name, (_, job) -> job.at(position, readable)));
      end(name, null);
    } catch (ProjectionProblem e) {
      end(name, String.valueOf(e.getMessage()));
    } catch (SQLException | RuntimeException e) {
      // What the driver says may name hosts and users; that is for the log.
      LOG.log(Level.ERROR, "Rebuilding " + name + ": " + e.getMessage(), e);
      end(name, "The rebuild could not go on; the server's log says why. Begin it again");
    }
  }

  private void end(String name, @Nullable String problem) {
    jobs.computeIfPresent(name, (_, job) -> job.ended(clock.instant(), problem));
  }

  RebuildState state(String name) throws SQLException {
    ProjectionStatus status = status(name);
    Job job = jobs.get(name);
    if (job != null && job.end == null) {
      return new RebuildState(
          Phase.RUNNING,
          job.position,
          Math.max(job.readable, status.readable()),
          Optional.of(job.start),
          Optional.empty(),
          Optional.empty());
    }
    Optional<Rebuilding> beside = status.rebuilding();
    if (beside.isPresent() && (beside.get().running() || job == null || job.problem == null)) {
      return new RebuildState(
          beside.get().running() ? Phase.RUNNING : Phase.INTERRUPTED,
          beside.get().position(),
          status.readable(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    return job == null
        ? new RebuildState(
            Phase.NONE,
            status.position(),
            status.readable(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty())
        : new RebuildState(
            job.problem == null ? Phase.DONE : Phase.FAILED,
            job.position,
            status.readable(),
            Optional.of(job.start),
            Optional.ofNullable(job.end),
            Optional.ofNullable(job.problem));
  }

  private ProjectionStatus status(String name) throws SQLException {
    return projections.status().stream()
        .filter(status -> status.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    "projection-unknown", "Projection %s has no tables yet.".formatted(name)));
  }

  private static Refused running(String name) {
    return new Refused(
        "rebuild-running",
        "Projection %s is being rebuilt; wait for that to end, and rebuild it then."
            .formatted(name));
  }
}
