package afterimage.capture.mapping;

import afterimage.capture.catalog.CellText;
import afterimage.capture.catalog.Column;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Values of columns as CEL writes them.
final class Literals {

  private Literals() {}

  /// Whether YAML's `null` stands there, not a text of that name.
  static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && (scalar.getValue().equals("null") || scalar.getValue().equals("~"));
  }

  /// @throws IllegalArgumentException if it is no value of the column
  static String of(String text, Column column) {
    String value = CellText.read(text, column.sort()).toString();
    return switch (column.sort()) {
      case INTEGER, BOOLEAN -> value;
      case FLOAT -> "double('%s')".formatted(value);
      case DECIMAL -> "decimal('%s')".formatted(value);
      case TEXT, ARRAY -> quoted(value);
    };
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("'");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\'' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (Character.isISOControl(c)) {
                quoted.append("\\u%04x".formatted(c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('\'').toString();
  }
}
