package afterimage.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.util.Optional;

/// Who may change things.
///
/// @param token what has to be shown; empty if everybody may, because only this machine reaches the
///     server
public record Access(Optional<String> token) {

  /// The setting, also from the environment variable `AFTERIMAGE_TOKEN`.
  public static final String TOKEN = "afterimage.token";

  static final int SHORTEST = 16;

  /// @param host where the server listens
  /// @throws IllegalArgumentException if it needs a token and has none, or one that can be guessed
  public static Access of(String host, Optional<String> token) {
    if (token.isPresent() && token.get().length() < SHORTEST) {
      throw new IllegalArgumentException(
          "AFTERIMAGE_TOKEN has %d characters; expected %d or more, such as openssl rand -hex 24 gives"
              .formatted(token.get().length(), SHORTEST));
    }
    if (token.isEmpty() && !isLoopback(host)) {
      throw new IllegalArgumentException(
          ("The server would listen on %s, beyond this machine, and anybody could change things."
                  + " Set AFTERIMAGE_TOKEN to %d characters or more, or listen on 127.0.0.1")
              .formatted(host, SHORTEST));
    }
    return new Access(token);
  }

  private static boolean isLoopback(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      // The server will say so itself; until then it is nowhere in particular.
      return false;
    }
  }

  /// @param authorization the header as it was sent; empty if it was not
  boolean admits(Optional<String> authorization) {
    return token.isEmpty()
        || authorization
            .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
            .map(header -> header.substring(7).strip())
            .filter(shown -> same(shown, token.get()))
            .isPresent();
  }

  /// In a time that does not tell how much of it was right.
  private static boolean same(String shown, String token) {
    return MessageDigest.isEqual(shown.getBytes(UTF_8), token.getBytes(UTF_8));
  }
}
