package afterimage.store.aggregate;

import afterimage.store.Certainty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a stream folds to.
///
/// @param version of the last event that was folded; 0 if there was none
/// @param weakest the least certain of the events that were derived; empty if none was
public record Loaded<S>(S state, long version, Optional<Certainty> weakest) {

  static @Nullable Certainty weaker(@Nullable Certainty one, @Nullable Certainty other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }
}
