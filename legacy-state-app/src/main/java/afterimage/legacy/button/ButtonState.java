package afterimage.legacy.button;

/// Each press turns one into the other.
public enum ButtonState {
  ON("on"),
  OFF("off");

  private final String text;

  ButtonState(String text) {
    this.text = text;
  }

  /// As in the row and in JSON: `on` or `off`.
  public String text() {
    return text;
  }

  ButtonState flipped() {
    return this == ON ? OFF : ON;
  }

  /// @throws IllegalArgumentException if it is neither `on` nor `off`
  public static ButtonState of(String text) {
    return switch (text) {
      case "on" -> ON;
      case "off" -> OFF;
      default ->
          throw new IllegalArgumentException(
              "The state of a button is %s; expected on or off".formatted(text));
    };
  }
}
