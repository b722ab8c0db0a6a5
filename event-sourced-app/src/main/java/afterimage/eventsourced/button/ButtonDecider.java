package afterimage.eventsourced.button;

import afterimage.eventsourced.button.ButtonEvent.ButtonFound;
import afterimage.eventsourced.button.ButtonEvent.ButtonPressed;
import afterimage.eventsourced.button.ButtonEvent.ButtonSet;
import afterimage.store.Decider;
import java.util.Collections;
import java.util.List;

/// The rules of one button: each press counts, and each turns it; setting it to what it is changes
/// nothing, save that it comes into being.
public final class ButtonDecider implements Decider<ButtonCommand, Button, ButtonEvent> {

  private final String id;

  public ButtonDecider(String id) {
    this.id = id;
  }

  @Override
  public Button initial() {
    return new Button(id, false, false);
  }

  @Override
  public List<ButtonEvent> decide(ButtonCommand command, Button button) {
    return switch (command) {
      case ButtonCommand.Press(int times) -> Collections.nCopies(times, new ButtonPressed());
      case ButtonCommand.Set(boolean on) ->
          button.begun() && button.on() == on ? List.of() : List.of(new ButtonSet(on));
    };
  }

  @Override
  public Button evolve(Button button, ButtonEvent event) {
    return switch (event) {
      case ButtonFound(boolean on) -> new Button(button.id(), true, on);
      case ButtonPressed() -> new Button(button.id(), true, !button.on());
      case ButtonSet(boolean on) -> new Button(button.id(), true, on);
    };
  }
}
