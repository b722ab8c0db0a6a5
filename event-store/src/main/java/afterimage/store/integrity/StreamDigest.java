package afterimage.store.integrity;

import afterimage.store.StreamId;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// What a digest says of one stream: `version hash marks stream` in one line.
///
/// @param version of its last event
/// @param hash of its last event, which stands for all before it
/// @param marks the first bytes of the hash of each event, by which the first one that differs is
///     found even if all hashes after it were made anew Digests are never compared as a whole.
@SuppressWarnings("ArrayRecordComponent")
record StreamDigest(StreamId stream, long version, byte[] hash, byte[] marks) {

  static final int MARK = 8;

  boolean marks(long nth, byte[] actual) {
    int from = Math.toIntExact((nth - 1) * MARK);
    return Arrays.equals(marks, from, from + MARK, actual, 0, Math.min(MARK, actual.length));
  }

  String line() {
    return "%d %s %s %s"
        .formatted(
            version,
            HexFormat.of().formatHex(hash),
            Base64.getEncoder().withoutPadding().encodeToString(marks),
            stream);
  }

  static StreamDigest parse(String line) {
    String[] parts = line.split(" ", 4);
    if (parts.length != 4) {
      throw new IllegalArgumentException("expected `version hash marks stream`");
    }
    StreamDigest digest =
        new StreamDigest(
            new StreamId(parts[3]),
            Long.parseLong(parts[0]),
            HexFormat.of().parseHex(parts[1]),
            Base64.getDecoder().decode(parts[2]));
    if (digest.version < 1 || digest.marks.length != digest.version * MARK) {
      throw new IllegalArgumentException(
          "version %d with %d marks".formatted(digest.version, digest.marks.length / MARK));
    }
    return digest;
  }

  /// Gathers the links of one stream.
  static final class Builder {

    private final StreamId stream;
    private final ByteArrayOutputStream marks = new ByteArrayOutputStream();
    private byte[] hash = {};
    private long version;

    Builder(StreamId stream) {
      this.stream = stream;
    }

    StreamId stream() {
      return stream;
    }

    void add(byte[] next) {
      hash = next;
      version++;
      marks.write(Arrays.copyOf(next, MARK), 0, MARK);
    }

    StreamDigest build() {
      return new StreamDigest(stream, version, hash, marks.toByteArray());
    }
  }
}
