package afterimage.eventsourced.button;

/// What the events of a button fold to; one that was never touched is off.
///
/// @param begun false as long as there are no events
public record Button(String id, boolean begun, boolean on) {

  /// `on` or `off`.
  public String state() {
    return on ? "on" : "off";
  }
}
