package afterimage.legacy.rest;

import afterimage.legacy.button.Button;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A button as JSON.
///
/// @param state `on` or `off`
@Schema(name = "LegacyButton")
record ButtonBody(String id, String state) {

  static ButtonBody of(Button button) {
    return new ButtonBody(button.id(), button.state().text());
  }
}
