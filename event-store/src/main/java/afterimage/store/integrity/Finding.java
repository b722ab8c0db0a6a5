package afterimage.store.integrity;

import afterimage.store.StreamId;

/// The first thing that is wrong in a stream; what comes after it proves nothing any more.
///
/// @param version of the event that is not what it was, or is not there
public record Finding(StreamId stream, long version, Kind kind) {

  /// What happened to the event.
  public enum Kind {
    /// Its envelope does not give its hash.
    ALTERED("was altered: its hash is not that of its content and of the event before"),
    /// It is missing, and later ones are there.
    REMOVED("was removed; later events of the stream are there"),
    /// It is missing, and it was the last or all after it are missing too.
    CUT_OFF("was cut off the end of the stream"),
    /// The whole stream is missing.
    STREAM_REMOVED("was removed with the whole stream"),
    /// The chain holds, but is not the one of the digest.
    REWRITTEN("is not the one of the digest; the hashes after it were made anew"),
    /// It is at or before the digest's position, and the digest does not know it.
    INSERTED("was put in later, at a position that the digest covers");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  @Override
  public String toString() {
    return "Stream %s: version %d %s".formatted(stream, version, kind.words);
  }
}
