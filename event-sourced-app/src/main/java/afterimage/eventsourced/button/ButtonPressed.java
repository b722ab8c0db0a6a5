package afterimage.eventsourced.button;

/// Somebody pressed it, which turned it on or off.
public record ButtonPressed() {}
