package afterimage.eventsourced.rest;

import afterimage.store.AsOf;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Where to go back to: a version, or what was recorded by a time.
@Schema(name = "Revert")
record RevertBody(@Min(1) @Nullable Long version, @Nullable String asOf) {

  /// @throws io.quarkiverse.resteasy.problem.HttpProblem if it is not exactly one of the two
  AsOf goal() {
    if ((version == null) == (asOf == null)) {
      throw Problems.badRequest("The body must have exactly one of version, asOf.");
    }
    return When.of(version == null ? null : version.toString(), asOf);
  }
}
