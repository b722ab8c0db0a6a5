package afterimage.eventsourced.rest;

import afterimage.eventsourced.button.ButtonCommand;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a button shall be.
@Schema(name = "EventSourcedButtonSet")
record SetBody(
    @NotNull
        @Pattern(regexp = "on|off", message = "must be on or off")
        @Schema(enumeration = {"on", "off"})
        String state) {
  ButtonCommand command() {
    return new ButtonCommand.Set(state.equals("on"));
  }
}
