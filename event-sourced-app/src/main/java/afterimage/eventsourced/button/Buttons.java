package afterimage.eventsourced.button;

import afterimage.eventsourced.handling.EventCodec;
import afterimage.eventsourced.handling.Folded;
import afterimage.eventsourced.handling.Handler;
import afterimage.eventsourced.handling.History;
import afterimage.eventsourced.handling.Refused;
import afterimage.eventsourced.handling.Request;
import afterimage.store.AsOf;
import afterimage.store.EventStore;
import afterimage.store.StreamId;
import java.time.InstantSource;

/// All buttons of a store.
public final class Buttons {

  private static final EventCodec<ButtonEvent> CODEC = new ButtonCodec();

  private final EventStore store;
  private final InstantSource clock;

  public Buttons(EventStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  public static StreamId stream(String button) {
    return StreamId.of("button-" + button);
  }

  /// @throws afterimage.eventsourced.handling.VersionDiffers if the sender expected another one
  public Folded<Button> handle(String button, ButtonCommand command, Request request) {
    return handler(button).handle(command, request);
  }

  /// What the button is, or was as of a version or a time.
  ///
  /// @throws Refused if it was never pressed, or not yet then
  public Folded<Button> find(String button, AsOf asOf) {
    return History.find(
        handler(button),
        asOf,
        () ->
            new Refused(
                "button-unknown",
                "There is no button %s; a button comes into being when it is first used."
                    .formatted(button)));
  }

  /// One button's way to the store.
  public Handler<ButtonCommand, Button, ButtonEvent> handler(String button) {
    return new Handler<>(
        "button " + button,
        stream(button),
        new ButtonDecider(button),
        CODEC,
        Button::begun,
        store,
        clock);
  }
}
