package afterimage.legacy.version;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The name of a state: 32 hexadecimal digits, the first half of its SHA-256. Equal states have
/// equal versions, so a state that comes back brings its old version back: the rows keep no count.
public record Version(String tag) {

  public static Version of(List<String> state) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : state) {
        byte[] bytes = part.getBytes(UTF_8);
        // With its length before it, a part cannot run into the next one.
        digest.update((bytes.length + ":").getBytes(UTF_8));
        digest.update(bytes);
      }
      return new Version(HexFormat.of().formatHex(digest.digest(), 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /// In quotes, as in messages and in the `ETag` header.
  @Override
  public String toString() {
    return '"' + tag + '"';
  }
}
