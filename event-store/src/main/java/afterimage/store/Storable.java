package afterimage.store;

import org.jspecify.annotations.Nullable;

/// What a text must be so that PostgreSQL keeps it as it is: no NUL, no half of a surrogate pair.
final class Storable {

  private static final int LONGEST = 10_000;

  private Storable() {}

  /// @param what names the text in the error
  static @Nullable String text(String what, @Nullable String text) {
    if (text == null) {
      return null;
    }
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "%s has at most %d characters; this one has %d".formatted(what, LONGEST, text.length()));
    }
    int wrong = firstUnstorable(text);
    if (wrong >= 0) {
      throw new IllegalArgumentException(
          "%s cannot be stored: it has %s at character %d"
              .formatted(what, describe(text.charAt(wrong)), wrong + 1));
    }
    return text;
  }

  /// The index of the first character that PostgreSQL cannot hold, or -1.
  static int firstUnstorable(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return i;
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  static String describe(char c) {
    return c == 0 ? "a NUL" : "half of a surrogate pair (U+%04X)".formatted((int) c);
  }
}
