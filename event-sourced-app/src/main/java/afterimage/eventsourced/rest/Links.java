package afterimage.eventsourced.rest;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/// Where the next page is.
final class Links {

  private Links() {}

  /// Without host and port, which a proxy may have changed.
  static String next(UriInfo uri, long after) {
    URI next = uri.getRequestUriBuilder().replaceQueryParam("after", after).build();
    return "<%s?%s>; rel=\"next\"".formatted(next.getRawPath(), next.getRawQuery());
  }
}
