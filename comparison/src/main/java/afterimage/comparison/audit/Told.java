package afterimage.comparison.audit;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What a source says.
///
/// @param value null if it says only that it does not know; a null within it is a part that it does
///     not know
/// @param because what it does not know and why; null if it claims to know all
/// @param isDoubted whether it says that all of it may be otherwise
record Told(@Nullable JsonNode value, @Nullable String because, boolean isDoubted) {

  Told(@Nullable JsonNode value, @Nullable String because) {
    this(value, because, false);
  }

  static Told that(JsonNode value) {
    return new Told(value, null);
  }

  static Told unknown(String because) {
    return new Told(null, because);
  }

  /// The same, said with a doubt.
  Told doubted(String doubt) {
    return new Told(value, because == null ? doubt : because + "; " + doubt, true);
  }
}
