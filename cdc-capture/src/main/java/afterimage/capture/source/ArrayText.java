package afterimage.capture.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The elements of an array of one dimension in PostgreSQL's text form, such as `{a,"b,c",NULL}`.
final class ArrayText {

  private final String text;
  private int at;

  private ArrayText(String text) {
    this.text = text;
    // `[2:3]={…}` for one that does not begin at 1.
    this.at = text.startsWith("[") ? text.indexOf('=') + 1 : 0;
  }

  /// @return null for an element that is NULL
  /// @throws IllegalArgumentException if it is no array of one dimension
  static List<@Nullable String> elements(String text) {
    return new ArrayText(text).read();
  }

  private List<@Nullable String> read() {
    List<@Nullable String> elements = new ArrayList<>();
    if (next() != '{') {
      throw new IllegalArgumentException("not an array");
    }
    if (peek() == '}') {
      return elements;
    }
    do {
      elements.add(element());
    } while (next() == ',');
    return elements;
  }

  private @Nullable String element() {
    if (peek() == '{') {
      throw new IllegalArgumentException("more than one dimension");
    }
    boolean quoted = peek() == '"';
    StringBuilder element = new StringBuilder();
    if (quoted) {
      at++;
    }
    while (quoted ? peek() != '"' : peek() != ',' && peek() != '}') {
      char c = next();
      element.append(c == '\\' ? next() : c);
    }
    if (quoted) {
      at++;
    }
    return !quoted && element.toString().equals("NULL") ? null : element.toString();
  }

  private char peek() {
    if (at >= text.length()) {
      throw new IllegalArgumentException("it ends early");
    }
    return text.charAt(at);
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }
}
