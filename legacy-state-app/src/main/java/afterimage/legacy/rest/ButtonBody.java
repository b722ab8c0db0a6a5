package afterimage.legacy.rest;

import afterimage.legacy.button.Button;

/// A button as JSON.
///
/// @param state `on` or `off`
record ButtonBody(String id, String state) {

  static ButtonBody of(Button button) {
    return new ButtonBody(button.id(), button.state().text());
  }
}
