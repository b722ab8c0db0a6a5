package afterimage.capture.mapping;

import afterimage.store.StreamId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stream's name with placeholders for columns, such as `cart-{id}`. Injective: two keys never
/// get one name.
///
/// @param literals what stands around the placeholders: one more than there are columns
public record IdTemplate(List<String> literals, List<String> columns) {

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
    if (columns.isEmpty()) {
      throw new IllegalArgumentException(
          "the id has no placeholder such as {id}, so that all rows would share one stream");
    }
    if (literals.subList(1, literals.size() - 1).stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException(
          "two placeholders touch, so that different keys could get one name;"
              + " put a character between them");
    }
    if (literals.subList(1, literals.size() - 1).stream().anyMatch(l -> l.contains("%"))) {
      throw new IllegalArgumentException(
          "% stands between two placeholders, but is what escapes are written with;"
              + " put another character there");
    }
    return new IdTemplate(literals, columns);
  }

  StreamId stream(List<String> key) {
    StringBuilder name = new StringBuilder(literals.getFirst());
    for (int i = 0; i < key.size(); i++) {
      name.append(escaped(key.get(i))).append(literals.get(i + 1));
    }
    return new StreamId(name.toString());
  }

  /// A value may hold the characters that stand between two placeholders; then they are escaped,
  /// and so are the escape itself and what no stream's name may hold.
  private String escaped(String value) {
    String separators = String.join("", literals.subList(1, literals.size() - 1));
    StringBuilder escaped = new StringBuilder();
    value
        .codePoints()
        .forEach(
            c -> {
              if (c == '%'
                  || separators.indexOf(c) >= 0
                  || Character.isISOControl(c)
                  || !Character.isBmpCodePoint(c)) {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                  escaped.append("%%%02X".formatted(b));
                }
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
