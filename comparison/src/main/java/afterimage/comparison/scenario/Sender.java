package afterimage.comparison.scenario;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who sends a command, why, and under which name.
///
/// @param commandId each command's own; the same to both apps
public record Sender(String actor, @Nullable String reason, String commandId) {

  /// With a command id that nobody has had.
  public static Sender of(String actor, @Nullable String reason) {
    return new Sender(actor, reason, UUID.randomUUID().toString());
  }
}
