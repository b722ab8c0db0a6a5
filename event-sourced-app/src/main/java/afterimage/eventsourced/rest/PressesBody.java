package afterimage.eventsourced.rest;

import afterimage.eventsourced.button.ButtonCommand;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How often a button is pressed in one go.
///
/// @param presses once, if it is not said
@Schema(name = "EventSourcedPresses")
record PressesBody(@Min(1) @Max(Limits.MOST) @Nullable Integer presses) {

  static ButtonCommand command(@Nullable PressesBody body) {
    return new ButtonCommand.Press(body == null || body.presses() == null ? 1 : body.presses());
  }
}
