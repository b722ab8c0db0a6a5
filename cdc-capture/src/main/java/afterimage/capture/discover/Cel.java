package afterimage.capture.discover;

import java.util.Set;

/// Names and texts as CEL and YAML write them.
final class Cel {

  /// NULL as a value that a column becomes; no label can be called so.
  static final String NULL = "\0";

  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "false",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "package",
          "namespace",
          "null",
          "return",
          "true",
          "var",
          "void",
          "while");
  private static final Set<String> YAML_WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private Cel() {}

  static String field(String variable, String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") && !RESERVED.contains(name)
        ? variable + "." + name
        : "%s[%s]".formatted(variable, text(name));
  }

  static String text(String text) {
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

  /// A scalar of YAML, quoted unless it is plain beyond doubt.
  static String yaml(String text) {
    boolean plain =
        text.matches("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*")
            && !YAML_WORDS.contains(text.toLowerCase(java.util.Locale.ROOT));
    if (plain) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (c >= ' ' && c < 0x7f || Character.isLetterOrDigit(c) && c <= 0xffff) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append(c <= 0xffff ? "\\u%04X".formatted(c) : "\\U%08X".formatted(c));
              }
            });
    return quoted.append('"').toString();
  }
}
