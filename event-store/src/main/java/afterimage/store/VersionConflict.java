package afterimage.store;

/// A stream did not have the version that the writer expected; nothing was appended.
public final class VersionConflict extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient StreamId stream;
  private final long expected;
  private final long actual;

  VersionConflict(StreamId stream, long expected, long actual) {
    super(
        "Stream %s: expected %s, but it has %s. Read it again, decide again, append again"
            .formatted(stream, words(expected), words(actual)));
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }

  private static String words(long version) {
    return version == 0 ? "no events" : "version " + version;
  }

  public StreamId stream() {
    return stream;
  }

  public long expected() {
    return expected;
  }

  public long actual() {
    return actual;
  }
}
