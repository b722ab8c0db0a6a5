package afterimage.eventsourced.rest;

import afterimage.store.AsOf;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reads `?version=` and `?asOf=`: the point up to which events are folded.
final class When {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private When() {}

  static AsOf of(@Nullable String version, @Nullable String asOf) {
    if (version != null && asOf != null) {
      throw Problems.badRequest(
          "The query has version=%s and asOf=%s; expected one of the two."
              .formatted(version, asOf));
    }
    if (version != null) {
      return new AsOf.Version(Long.parseLong(version));
    }
    return asOf == null ? AsOf.LATEST : new AsOf.RecordedAt(instant(asOf));
  }

  private static Instant instant(String asOf) {
    try {
      Instant instant = Instant.parse(asOf);
      if (!instant.isBefore(FIRST) && !instant.isAfter(LAST)) {
        return instant;
      }
    } catch (DateTimeException e) {
      // Said below, in the same words as for an instant that no calendar needs.
    }
    throw Problems.badRequest(
        "asOf is %s; expected an instant such as 2026-11-01T12:00:00Z.".formatted(asOf));
  }
}
