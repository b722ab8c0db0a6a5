package afterimage.eventsourced.button;

import afterimage.eventsourced.handling.EventCodec;
import afterimage.eventsourced.handling.EventData;
import afterimage.store.Json;

/// The events of a button in the store. The name stands there for ever.
public final class ButtonCodec implements EventCodec<ButtonPressed> {

  @Override
  public String type(ButtonPressed event) {
    return "ButtonPressed";
  }

  @Override
  public Json data(ButtonPressed event) {
    return Json.EMPTY;
  }

  @Override
  public ButtonPressed read(String type, int schemaVersion, Json data) {
    if (!type.equals("ButtonPressed")) {
      throw new IllegalArgumentException("it is not an event of a button; expected ButtonPressed");
    }
    if (schemaVersion != 1) {
      throw new IllegalArgumentException(
          "the schema version is %d; expected 1".formatted(schemaVersion));
    }
    EventData.of(data);
    return new ButtonPressed();
  }
}
