package afterimage.cli.ask;

import afterimage.cli.BadConfiguration;
import afterimage.eventsourced.handling.ExpectedTag;
import afterimage.eventsourced.handling.Request;
import afterimage.store.AsOf;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// From options to what they mean.
final class Points {

  /// The store that is asked, in messages.
  static final String STORE = "given";

  private Points() {}

  /// The latest, if neither is given.
  static AsOf of(@Nullable Long version, @Nullable String asOf) {
    if (version != null && asOf != null) {
      throw new BadConfiguration("Expected --at-version or --as-of, not both");
    }
    if (version != null) {
      if (version < 0) {
        throw new BadConfiguration("--at-version is %d; expected 0 or more".formatted(version));
      }
      return new AsOf.Version(version);
    }
    try {
      return asOf == null ? AsOf.LATEST : new AsOf.RecordedAt(Instant.parse(asOf));
    } catch (DateTimeParseException e) {
      throw new BadConfiguration(
          "--as-of is %s; expected an instant such as 2026-11-01T12:00:00Z".formatted(asOf), e);
    }
  }

  static Request by(String actor, @Nullable String reason) {
    return new Request(new ExpectedTag.Any(), actor, reason, null, null);
  }
}
