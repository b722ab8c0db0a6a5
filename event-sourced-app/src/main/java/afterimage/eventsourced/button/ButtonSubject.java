package afterimage.eventsourced.button;

import afterimage.eventsourced.asking.Subject;
import afterimage.eventsourced.button.ButtonEvent.ButtonFound;
import afterimage.eventsourced.button.ButtonEvent.ButtonPressed;
import afterimage.eventsourced.button.ButtonEvent.ButtonSet;
import afterimage.eventsourced.handling.Handler;
import afterimage.store.StreamId;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// A button that can be asked about.
public record ButtonSubject(Handler<ButtonCommand, Button, ButtonEvent> handler)
    implements Subject<ButtonCommand, Button, ButtonEvent> {

  @Override
  public ObjectNode show(Button button) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", button.id())
        .put("state", button.state());
  }

  @Override
  public String words(ButtonEvent event) {
    return switch (event) {
      case ButtonFound(boolean on) ->
          "found the button %s; its earlier history is not known".formatted(on ? "on" : "off");
      case ButtonPressed() -> "pressed the button";
      case ButtonSet(boolean on) -> "set the button " + (on ? "on" : "off");
    };
  }

  @Override
  public Optional<ButtonCommand> command(ButtonEvent event) {
    return Optional.ofNullable(
        switch (event) {
          case ButtonFound _ -> null;
          case ButtonPressed() -> new ButtonCommand.Press(1);
          case ButtonSet(boolean on) -> new ButtonCommand.Set(on);
        });
  }

  @Override
  public Optional<StreamId> origin(ButtonEvent event) {
    return Optional.empty();
  }

  /// A button that is there cannot be made one that never was.
  @Override
  public Optional<List<ButtonEvent>> between(Button from, Button to) {
    if (from.begun() && !to.begun()) {
      return Optional.empty();
    }
    return Optional.of(from.equals(to) ? List.of() : List.of(new ButtonSet(to.on())));
  }
}
