package afterimage.store.integrity;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A digest of all streams, to be kept where those who can write to the database cannot: a head
/// line, a line for each stream in the order of stream ids, and a last line with their number and a
/// SHA-256 over all lines before it. It takes some 11 bytes an event and 80 a stream.
public final class StoreDigest {

  static final String HEAD = "afterimage-digest 1 position ";
  static final String END = "end ";

  private final Writer out;
  private final MessageDigest root = sha256();
  private long streams;
  private long events;
  private StreamDigest.@Nullable Builder stream;

  private StoreDigest(Writer out) {
    this.out = out;
  }

  /// What a digest says as a whole.
  ///
  /// @param root SHA-256 over the digest in hexadecimal digits: short enough to be printed
  public record Summary(long position, long streams, long events, String root) {}

  /// Writes the digest of everything that is readable now.
  ///
  /// @throws SQLException if the store cannot be read
  public static Summary write(DataSource database, Writer out) throws SQLException, IOException {
    Chains chains = new Chains(database);
    long end = chains.readablePosition();
    StoreDigest digest = new StoreDigest(out);
    digest.line(HEAD + end);
    try {
      chains.read(end, digest::add);
    } catch (UncheckedWrite e) {
      throw e.cause;
    }
    digest.endStream();
    String root = HexFormat.of().formatHex(digest.root.digest());
    out.write("%s%d streams %d events %s\n".formatted(END, digest.streams, digest.events, root));
    out.flush();
    return new Summary(end, digest.streams, digest.events, root);
  }

  private void add(Link link) {
    if (stream == null || !stream.stream().equals(link.stream())) {
      endStream();
      stream = new StreamDigest.Builder(link.stream());
      streams++;
    }
    stream.add(link.hash());
    events++;
  }

  private void endStream() {
    if (stream != null) {
      line(stream.build().line());
    }
  }

  private void line(String line) {
    root.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      out.write(line + "\n");
    } catch (IOException e) {
      throw new UncheckedWrite(e);
    }
  }

  private static final class UncheckedWrite extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final IOException cause;

    UncheckedWrite(IOException cause) {
      super(cause);
      this.cause = cause;
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
