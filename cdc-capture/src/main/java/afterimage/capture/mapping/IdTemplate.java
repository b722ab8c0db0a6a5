package afterimage.capture.mapping;

import afterimage.store.StreamId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stream's name with placeholders for columns, such as `cart-{id}`. Injective: two keys never
/// get one name, and the key can be read from the name.
///
/// @param literals what stands around the placeholders: one more than there are columns
/// @param separators the characters that stand between two placeholders
public record IdTemplate(List<String> literals, List<String> columns, String separators) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");

  public IdTemplate {
    literals = List.copyOf(literals);
    columns = List.copyOf(columns);
  }

  /// @throws IllegalArgumentException that says why two keys could get one name
  static IdTemplate parse(String text) {
    List<String> literals = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    int end = 0;
    while (matcher.find()) {
      literals.add(text.substring(end, matcher.start()));
      columns.add(matcher.group(1));
      end = matcher.end();
    }
    literals.add(text.substring(end));
    List<String> between =
        literals.size() < 3 ? List.of() : literals.subList(1, literals.size() - 1);
    if (between.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException(
          "two placeholders touch, so that different keys could get one name;"
              + " put a character between them");
    }
    if (between.stream().anyMatch(literal -> literal.contains("%"))) {
      throw new IllegalArgumentException(
          "% stands between two placeholders, but is what escapes are written with;"
              + " put another character there");
    }
    return new IdTemplate(literals, columns, String.join("", between));
  }

  /// @throws IllegalArgumentException if no stream can have that name, for one because it is too
  ///     long
  public StreamId stream(List<String> key) {
    StringBuilder name = new StringBuilder(literals.getFirst());
    for (int i = 0; i < key.size(); i++) {
      escape(key.get(i), name);
      name.append(literals.get(i + 1));
    }
    return new StreamId(name.toString());
  }

  /// What stands in the places of the columns; empty if the name is not made from this.
  Optional<List<String>> key(StreamId stream) {
    String name = stream.value();
    if (!name.startsWith(literals.getFirst())) {
      return Optional.empty();
    }
    int at = literals.getFirst().length();
    List<String> key = new ArrayList<>();
    for (int i = 1; i < literals.size(); i++) {
      // A value never holds a separator, but it may hold what stands at the end.
      int end =
          i < literals.size() - 1
              ? separator(literals.get(i), name, at)
              : name.length() - literals.get(i).length();
      if (end < at || !name.startsWith(literals.get(i), end)) {
        return Optional.empty();
      }
      key.add(unescape(name.substring(at, end)));
      at = end + literals.get(i).length();
    }
    return at == name.length() ? Optional.of(key) : Optional.empty();
  }

  /// Where a separator stands next; what is in an escape is none.
  private static int separator(String literal, String name, int from) {
    int at = from;
    while (at < name.length() && !name.startsWith(literal, at)) {
      at += name.charAt(at) == '%' ? 3 : 1;
    }
    return at < name.length() ? at : -1;
  }

  /// A value may hold the characters that stand between two placeholders; then they are escaped,
  /// and so are the escape itself and what no stream's name may hold.
  private void escape(String value, StringBuilder name) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '%'
          || Character.isISOControl(c)
          || Character.isSurrogate(c)
          || separators.indexOf(c) >= 0) {
        int end = Character.isSurrogate(c) ? value.offsetByCodePoints(i, 1) : i + 1;
        for (byte b : value.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
          name.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
        i = end - 1;
      } else {
        name.append(c);
      }
    }
  }

  private static String unescape(String value) {
    if (value.indexOf('%') < 0) {
      return value;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int i = 0;
    while (i < value.length()) {
      if (value.charAt(i) == '%' && i + 2 < value.length()) {
        bytes.write(HexFormat.fromHexDigits(value, i + 1, i + 3));
        i += 3;
      } else {
        int end = value.offsetByCodePoints(i, 1);
        bytes.writeBytes(value.substring(i, end).getBytes(StandardCharsets.UTF_8));
        i = end;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
