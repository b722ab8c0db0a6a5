package afterimage.capture.change;

import java.util.Optional;

/// A `numeric` that is no number of digits. PostgreSQL holds NaN equal to itself and greater than
/// all others.
public enum NotFinite {
  NEGATIVE_INFINITY("-Infinity"),
  INFINITY("Infinity"),
  NAN("NaN");

  private final String text;

  NotFinite(String text) {
    this.text = text;
  }

  /// Reads PostgreSQL's spelling, in any case.
  public static Optional<NotFinite> of(String text) {
    for (NotFinite value : values()) {
      if (value.text.equalsIgnoreCase(text)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /// As PostgreSQL spells it.
  @Override
  public String toString() {
    return text;
  }
}
