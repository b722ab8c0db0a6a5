package afterimage.legacy.button;

import afterimage.legacy.version.ExpectedVersion;
import afterimage.legacy.version.Version;
import java.util.Optional;

/// What comes back from a press: it was done, or it was refused and nothing changed.
public sealed interface ButtonAnswer {

  /// @param button as it is now
  record Done(Button button) implements ButtonAnswer {}

  /// @param current empty if there is no such button
  record VersionDiffers(String button, Optional<Version> current, ExpectedVersion expected)
      implements ButtonAnswer {

    /// Where, what, expected and actual, in one sentence for people.
    public String detail() {
      return current
          .map(
              v ->
                  "Button %s is at version %s; expected %s."
                      .formatted(button, v, expected.describe()))
          .orElseGet(
              () -> "There is no button %s; expected %s.".formatted(button, expected.describe()));
    }
  }
}
