package afterimage.eventsourced.button;

import afterimage.store.Decider;
import java.util.Collections;
import java.util.List;

/// The rules of one button: each press counts, and each turns it.
public final class ButtonDecider implements Decider<ButtonCommand, Button, ButtonPressed> {

  private final String id;

  public ButtonDecider(String id) {
    this.id = id;
  }

  @Override
  public Button initial() {
    return new Button(id, false);
  }

  @Override
  public List<ButtonPressed> decide(ButtonCommand command, Button button) {
    return switch (command) {
      case ButtonCommand.Press(int times) -> Collections.nCopies(times, new ButtonPressed());
    };
  }

  @Override
  public Button evolve(Button button, ButtonPressed event) {
    return new Button(button.id(), !button.on());
  }
}
