package afterimage.eventsourced.button;

/// What happened to a button.
public sealed interface ButtonEvent {

  /// It was found like this in a database; how often it was pressed until then is not known.
  record ButtonFound(boolean on) implements ButtonEvent {}

  /// Somebody pressed it, which turned it on or off.
  record ButtonPressed() implements ButtonEvent {}

  /// Somebody said what it shall be, and it was not.
  record ButtonSet(boolean on) implements ButtonEvent {}
}
