package afterimage.legacy.rest;

import afterimage.legacy.button.ButtonState;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a button shall be.
@Schema(name = "LegacyButtonSet")
record SetBody(
    @NotNull
        @Pattern(regexp = "on|off", message = "must be on or off")
        @Schema(enumeration = {"on", "off"})
        String state) {
  ButtonState shall() {
    return ButtonState.of(state);
  }
}
