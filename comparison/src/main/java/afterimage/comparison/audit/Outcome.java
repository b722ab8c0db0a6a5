package afterimage.comparison.audit;

/// What an answer is worth.
public enum Outcome {
  /// It is what happened, all of it.
  RIGHT("right"),
  /// It says that it does not know, or which part of it; the rest is right.
  KNOWN_UNKNOWN("known to be unknown"),
  /// It says something that is not so, and nothing in it warns whoever reads it.
  WRONG("wrong without knowing it");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
