package afterimage.eventsourced.rest;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where the next page is.
final class Links {

  private Links() {}

  /// Without host and port, which a proxy may have changed.
  static String next(UriInfo uri, long after) {
    return next(uri, Long.toString(after));
  }

  static String next(UriInfo uri, String after) {
    // What the builder takes for a template, or for encoded already, is neither.
    String encoded = URLEncoder.encode(after, StandardCharsets.UTF_8).replace("+", "%20");
    URI next =
        uri.getRequestUriBuilder().replaceQueryParam("after").queryParam("after", encoded).build();
    return "<%s?%s>; rel=\"next\"".formatted(next.getRawPath(), next.getRawQuery());
  }

  static String self(UriInfo uri) {
    URI self = uri.getRequestUri();
    return self.getRawPath() + (self.getRawQuery() == null ? "" : "?" + self.getRawQuery());
  }
}
