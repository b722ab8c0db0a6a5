package afterimage.eventsourced.button;

/// What somebody wants of a button.
public sealed interface ButtonCommand {

  /// @param times from 1 to 1000, all of them or none
  record Press(int times) implements ButtonCommand {
    public Press {
      if (times < 1 || times > 1000) {
        throw new IllegalArgumentException("%d presses; expected 1 to 1000".formatted(times));
      }
    }
  }

  /// Whatever it is now.
  record Set(boolean on) implements ButtonCommand {}
}
