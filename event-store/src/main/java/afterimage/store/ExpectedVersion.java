package afterimage.store;

/// What the writer knows of the stream it appends to.
public sealed interface ExpectedVersion {

  ExpectedVersion NO_STREAM = new NoStream();
  ExpectedVersion ANY = new Any();

  static ExpectedVersion exactly(long version) {
    return version == 0 ? NO_STREAM : new Exactly(version);
  }

  /// The stream's last event has this version.
  record Exactly(long version) implements ExpectedVersion {
    public Exactly {
      if (version < 1) {
        throw new IllegalArgumentException("A version is 1 or more, not " + version);
      }
    }
  }

  /// The stream has no events.
  record NoStream() implements ExpectedVersion {}

  /// Whatever the stream has.
  record Any() implements ExpectedVersion {}
}
