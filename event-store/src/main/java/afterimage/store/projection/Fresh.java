package afterimage.store.projection;

/// What was read from a projection, and how fresh it was.
public record Fresh<T>(T value, ProjectionStatus status) {

  /// Up to which all events are in it.
  public long position() {
    return status.position();
  }
}
