package afterimage.store;

/// Sees at a glance that a text is what nearly all events are: one object of a few texts, numbers
/// and truth values, written without spaces. Of anything else it says nothing.
final class PlainJson {

  /// Names are compared with each other.
  private static final int MOST_FIELDS = 24;

  /// Digits and signs of a number; far below the limit.
  private static final int LONGEST_NUMBER = 100;

  private final String text;
  private final int[] names = new int[2 * MOST_FIELDS];
  private int at;

  private PlainJson(String text) {
    this.text = text;
  }

  /// Whether it is such an object for certain: well-formed, nothing in it that cannot be stored, no
  /// name twice.
  static boolean is(String text) {
    return new PlainJson(text).isObject();
  }

  private boolean isObject() {
    if (!take('{')) {
      return false;
    }
    for (int field = 0; field < MOST_FIELDS; field++) {
      int name = at;
      if (!isText() || isTaken(field, name, at) || !take(':') || !isScalar()) {
        return false;
      }
      if (!take(',')) {
        return take('}') && at == text.length();
      }
    }
    return false;
  }

  private boolean isTaken(int field, int from, int to) {
    names[2 * field] = from;
    names[2 * field + 1] = to - from;
    for (int i = 0; i < 2 * field; i += 2) {
      if (names[i + 1] == to - from && text.regionMatches(names[i], text, from, to - from)) {
        return true;
      }
    }
    return false;
  }

  private boolean isScalar() {
    return switch (next()) {
      case '"' -> isText();
      case 't' -> take("true");
      case 'f' -> take("false");
      case 'n' -> take("null");
      default -> isNumber();
    };
  }

  /// One without an escape, and without a character that could be half of one.
  private boolean isText() {
    if (!take('"')) {
      return false;
    }
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return true;
      }
      if (c < ' ' || c == '\\' || Character.isSurrogate(c)) {
        return false;
      }
    }
    return false;
  }

  /// One without an exponent.
  private boolean isNumber() {
    int from = at;
    take('-');
    int digits = at;
    boolean whole = isDigits() && (at - digits == 1 || text.charAt(digits) != '0');
    return whole && (!take('.') || isDigits()) && at - from <= LONGEST_NUMBER;
  }

  private boolean isDigits() {
    int from = at;
    while (next() >= '0' && next() <= '9') {
      at++;
    }
    return at > from;
  }

  /// A character that stands nowhere, at the end.
  private char next() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean take(char c) {
    if (next() != c) {
      return false;
    }
    at++;
    return true;
  }

  private boolean take(String word) {
    if (!text.startsWith(word, at)) {
      return false;
    }
    at += word.length();
    return true;
  }
}
