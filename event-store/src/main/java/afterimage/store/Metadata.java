package afterimage.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known about an event beside its data. Anything may be unknown.
///
/// @param commandId the command that it came from
/// @param correlationId the conversation it belongs to
/// @param causationId the event or message that caused it
/// @param happenedAt when it happened in the world; unknown: when it is recorded
/// @param provenance where it was derived from; null for an event that was decided
public record Metadata(
    @Nullable String actor,
    @Nullable String reason,
    @Nullable String commandId,
    @Nullable String correlationId,
    @Nullable String causationId,
    @Nullable Instant happenedAt,
    @Nullable Provenance provenance) {

  public static final Metadata NONE = new Metadata(null, null, null, null, null, null, null);

  public static Metadata derived(Instant happenedAt, Provenance provenance) {
    return new Metadata(null, null, null, null, null, happenedAt, provenance);
  }
}
