package afterimage.eventsourced.button;

/// What the events of a button fold to; one that was never pressed is off.
public record Button(String id, boolean on) {

  /// `on` or `off`.
  public String state() {
    return on ? "on" : "off";
  }
}
