package afterimage.eventsourced.rest;

import afterimage.eventsourced.handling.ExpectedTag;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the `If-Match` header of RFC 9110: `*`, or entity tags with commas between them.
final class IfMatch {

  private static final String TAG = "(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"";

  /// What the header may be; it is checked before [#expected] reads it.
  static final String FORM = "\\*|" + TAG + "(?:[ \\t]*,[ \\t]*" + TAG + ")*";

  static final String MESSAGE = "must be * or entity tags in double quotes, with commas between";

  private static final Pattern ONE = Pattern.compile("(W/)?\"([^\"]*)\"");

  private IfMatch() {}

  static ExpectedTag expected(@Nullable String header) {
    if (header == null) {
      return new ExpectedTag.Any();
    }
    if (header.equals("*")) {
      return new ExpectedTag.Present();
    }
    return new ExpectedTag.OneOf(
        ONE.matcher(header)
            .results()
            // A weak tag says that two answers are nearly the same, which is not enough to write.
            .filter(tag -> tag.group(1) == null)
            .map(tag -> tag.group(2))
            .toList());
  }
}
