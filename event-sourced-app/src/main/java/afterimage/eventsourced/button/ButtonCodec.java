package afterimage.eventsourced.button;

import afterimage.eventsourced.button.ButtonEvent.ButtonFound;
import afterimage.eventsourced.button.ButtonEvent.ButtonPressed;
import afterimage.eventsourced.button.ButtonEvent.ButtonSet;
import afterimage.eventsourced.handling.EventCodec;
import afterimage.eventsourced.handling.EventData;
import afterimage.store.Json;
import java.util.Map;

/// The events of a button in the store. The names stand there for ever.
public final class ButtonCodec implements EventCodec<ButtonEvent> {

  @Override
  public String type(ButtonEvent event) {
    return switch (event) {
      case ButtonFound _ -> "ButtonFound";
      case ButtonPressed() -> "ButtonPressed";
      case ButtonSet _ -> "ButtonSet";
    };
  }

  @Override
  public Json data(ButtonEvent event) {
    return switch (event) {
      case ButtonFound(boolean on) -> Json.of(Map.of("state", on ? "on" : "off"));
      case ButtonPressed() -> Json.EMPTY;
      case ButtonSet(boolean on) -> Json.of(Map.of("state", on ? "on" : "off"));
    };
  }

  @Override
  public ButtonEvent read(String type, int schemaVersion, Json json) {
    if (schemaVersion != 1) {
      throw new IllegalArgumentException(
          "the schema version is %d; expected 1".formatted(schemaVersion));
    }
    EventData data = EventData.of(json);
    return switch (type) {
      case "ButtonFound" -> new ButtonFound(on(data.text("state")));
      case "ButtonPressed" -> new ButtonPressed();
      case "ButtonSet" -> new ButtonSet(on(data.text("state")));
      default ->
          throw new IllegalArgumentException(
              "it is not an event of a button; expected ButtonFound, ButtonPressed or ButtonSet");
    };
  }

  private static boolean on(String state) {
    return switch (state) {
      case "on" -> true;
      case "off" -> false;
      default ->
          throw new IllegalArgumentException("state is %s; expected on or off".formatted(state));
    };
  }
}
