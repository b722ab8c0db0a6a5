package afterimage.eventsourced.handling;

/// How names stand in messages.
final class Sentences {

  private Sentences() {}

  /// `Cart 101` for `cart 101`.
  static String begin(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
