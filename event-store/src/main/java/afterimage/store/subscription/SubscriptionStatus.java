package afterimage.store.subscription;

import java.time.Duration;
import java.time.Instant;

/// How far a consumer has come.
///
/// @param position up to which it has seen everything
/// @param lag how many positions it is behind what is readable; positions may have gaps
/// @param behind how long the first event after its position has been recorded; zero without one
/// @param updatedAt when it last moved
public record SubscriptionStatus(
    String name, long position, long lag, Duration behind, Instant updatedAt) {}
