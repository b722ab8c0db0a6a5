package afterimage.eventsourced.handling;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What comes with a command: what its sender expects, and who sends it and why.
///
/// @param actor who wants it
/// @param reason why they want it
/// @param commandId the sender's own name for this command: if it comes again, it is not done
///     again; null gives it one
/// @param causationId the event that made somebody send it
public record Request(
    ExpectedTag expected,
    @Nullable String actor,
    @Nullable String reason,
    @Nullable String commandId,
    @Nullable UUID causationId) {

  /// Nobody in particular, for no reason that is known, whatever the version.
  public static final Request ANY = expecting(new ExpectedTag.Any());

  public static Request expecting(ExpectedTag expected) {
    return new Request(expected, null, null, null, null);
  }

  /// The same request as it goes on to another stream, where its sender expects nothing.
  public Request causedBy(UUID event) {
    return new Request(new ExpectedTag.Any(), actor, reason, commandId, event);
  }
}
