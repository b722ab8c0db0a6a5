package afterimage.store.projection;

import java.time.Duration;
import java.util.Optional;

/// How fresh a projection is.
///
/// @param version that of the code which made the tables
/// @param inline whether appends keep it up to date themselves; then it is never behind
/// @param position up to which all events are in it
/// @param lag how many positions it is behind what is readable; positions may have gaps
/// @param behind how long the first event that is not in it has been recorded; zero without one
/// @param rebuilding how far the one that is being built beside it has come; empty if none is
/// @param readable what it is measured against
public record ProjectionStatus(
    String name,
    int version,
    boolean inline,
    long position,
    long lag,
    Duration behind,
    Optional<Rebuilding> rebuilding,
    long readable) {}
