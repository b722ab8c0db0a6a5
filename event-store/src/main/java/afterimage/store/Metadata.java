package afterimage.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What is known about an event beside its data. Anything may be unknown.
///
/// @param commandId the command that it came from
/// @param correlationId the conversation it belongs to
/// @param causationId the event or message that caused it
/// @param happenedAt when it happened in the world, to the microsecond; unknown: when it is
///     recorded
/// @param provenance where it was derived from; null for an event that was decided
public record Metadata(
    @Nullable String actor,
    @Nullable String reason,
    @Nullable String commandId,
    @Nullable String correlationId,
    @Nullable String causationId,
    @Nullable Instant happenedAt,
    @Nullable Provenance provenance) {

  // What PostgreSQL's timestamps can hold, less a year on either side.
  static final Instant EARLIEST = Instant.parse("-4711-01-01T00:00:00Z");
  static final Instant LATEST = Instant.parse("+294275-01-01T00:00:00Z");

  public Metadata {
    Storable.text("An actor", actor);
    Storable.text("A reason", reason);
    Storable.text("A command id", commandId);
    Storable.text("A correlation id", correlationId);
    Storable.text("A causation id", causationId);
    if (happenedAt != null) {
      if (happenedAt.isBefore(EARLIEST) || happenedAt.isAfter(LATEST)) {
        throw new IllegalArgumentException(
            "When it happened lies between %s and %s, not %s"
                .formatted(EARLIEST, LATEST, happenedAt));
      }
      happenedAt = happenedAt.truncatedTo(ChronoUnit.MICROS);
    }
  }

  public static final Metadata NONE = new Metadata(null, null, null, null, null, null, null);

  public static Metadata derived(Instant happenedAt, Provenance provenance) {
    return new Metadata(null, null, null, null, null, happenedAt, provenance);
  }
}
