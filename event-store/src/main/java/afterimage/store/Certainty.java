package afterimage.store;

/// How sure it is that a derived event is what happened.
public enum Certainty {
  /// The application said so itself.
  STATED,
  /// The row change can mean nothing else.
  EXACT,
  /// A pattern's reading of the row change.
  INFERRED,
  /// Another pattern read the same change otherwise; both readings are kept.
  AMBIGUOUS
}
