package afterimage.store.integrity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Reads a digest stream by stream, and whether it is whole.
final class DigestReader {

  private final BufferedReader lines;
  private final MessageDigest root = StoreDigest.sha256();
  private final long position;
  private int number;
  private @Nullable String last;

  /// @throws DigestProblem if it does not begin as a digest does
  DigestReader(BufferedReader lines) {
    this.lines = lines;
    String head = line();
    if (head == null || !head.startsWith(StoreDigest.HEAD)) {
      throw new DigestProblem(
          "line 1: expected `%sN`, but it is %s".formatted(StoreDigest.HEAD, quoted(head)));
    }
    try {
      this.position = Long.parseLong(head.substring(StoreDigest.HEAD.length()));
    } catch (NumberFormatException e) {
      throw new DigestProblem("line 1: the position is not a number: " + quoted(head));
    }
    update(head);
  }

  long position() {
    return position;
  }

  /// Null at the end.
  ///
  /// @throws DigestProblem if the line is no stream's, or the digest was changed or cut off
  @Nullable StreamDigest next() {
    if (last != null) {
      return null;
    }
    String line = line();
    if (line == null) {
      throw new DigestProblem(
          "line %d: the digest is cut off; its end is missing".formatted(number));
    }
    if (line.startsWith(StoreDigest.END)) {
      last = line;
      if (!line.endsWith(" " + HexFormat.of().formatHex(root.digest()))) {
        throw new DigestProblem(
            "line %d: the digest was changed; its lines do not give its last line's SHA-256"
                .formatted(number));
      }
      return null;
    }
    update(line);
    try {
      return StreamDigest.parse(line);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new DigestProblem("line %d: not a stream's line: %s".formatted(number, e.getMessage()));
    }
  }

  private void update(String line) {
    root.update((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private @Nullable String line() {
    number++;
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(@Nullable String line) {
    return line == null
        ? "missing"
        : '"' + (line.length() > 60 ? line.substring(0, 60) + "…" : line) + '"';
  }
}
