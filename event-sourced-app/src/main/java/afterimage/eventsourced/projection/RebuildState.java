package afterimage.eventsourced.projection;

import java.time.Instant;
import java.util.Optional;

/// How a rebuild is getting on.
///
/// @param position up to which the new tables have everything
/// @param readable what there is
/// @param startedAt when this process began or went on with it; empty if it did not
/// @param endedAt when it ended here
/// @param problem why it failed
public record RebuildState(
    Phase phase,
    long position,
    long readable,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<String> problem) {

  /// Where a rebuild is.
  public enum Phase {
    /// There is none, and this process has made none.
    NONE,
    /// Somebody is at it.
    RUNNING,
    /// It was killed; the next one goes on there.
    INTERRUPTED,
    /// The new tables serve.
    DONE,
    /// It could not go on; the old tables serve.
    FAILED
  }
}
