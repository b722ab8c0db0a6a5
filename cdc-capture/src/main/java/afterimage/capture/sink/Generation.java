package afterimage.capture.sink;

/// A baseline and what follows it. It is noted before its slot is made, so that a start after a
/// kill knows what was left half-made, and by whom.
///
/// @param number from 1 in each pipeline
/// @param ownsPublication whether the publication was made for it, and goes with it
public record Generation(
    String pipeline,
    int number,
    State state,
    String slot,
    String publication,
    boolean ownsPublication) {

  public enum State {
    /// Slot and baseline are being made; nothing of it is in the store yet.
    BEGUN,
    /// Its baseline is stored, and its changes follow.
    LIVE,
    /// Its baseline was never stored.
    ABANDONED,
    /// Its slot was given up: by somebody's wish, or for the generation after it.
    ENDED
  }

  public Generation in(State other) {
    return new Generation(pipeline, number, other, slot, publication, ownsPublication);
  }

  /// Whether slot, and publication if it is ours, belong to it.
  public boolean holdsSlot() {
    return state == State.BEGUN || state == State.LIVE;
  }
}
