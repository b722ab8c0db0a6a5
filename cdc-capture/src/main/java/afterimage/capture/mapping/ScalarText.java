package afterimage.capture.mapping;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Finds a character of a scalar's text in the file, where the text may be quoted, escaped or
/// folded over several lines. White space may differ between the two, so the others are counted.
final class ScalarText {

  private ScalarText() {}

  /// @param offset in the scalar's text, in code points
  /// @param file the file's code points
  /// @return the index in the file
  static int index(ScalarNode scalar, int offset, int[] file) {
    long wanted =
        scalar
            .getValue()
            .codePoints()
            .limit(offset)
            .filter(c -> !Character.isWhitespace(c))
            .count();
    ScalarStyle style = scalar.getScalarStyle();
    int i = start(scalar, file);
    while (i < file.length) {
      int length = length(style, i, file);
      if (!isSpace(style, i, file) && wanted-- == 0) {
        return i;
      }
      i += length;
    }
    return scalar.getStartMark().getIndex();
  }

  private static int start(ScalarNode scalar, int[] file) {
    int i = scalar.getStartMark().getIndex();
    return switch (scalar.getScalarStyle()) {
      case SINGLE_QUOTED, DOUBLE_QUOTED -> i + 1;
      case LITERAL, FOLDED -> {
        // The text begins on the line after the mark.
        while (i < file.length && file[i] != '\n') {
          i++;
        }
        yield i;
      }
      default -> i;
    };
  }

  /// How many characters of the file stand for one of the text.
  private static int length(ScalarStyle style, int i, int[] file) {
    if (style == ScalarStyle.SINGLE_QUOTED && file[i] == '\'') {
      return 2;
    }
    if (style == ScalarStyle.DOUBLE_QUOTED && file[i] == '\\' && i + 1 < file.length) {
      return switch (file[i + 1]) {
        case 'x' -> 4;
        case 'u' -> 6;
        case 'U' -> 10;
        default -> 2;
      };
    }
    return 1;
  }

  private static boolean isSpace(ScalarStyle style, int i, int[] file) {
    if (style == ScalarStyle.DOUBLE_QUOTED && file[i] == '\\' && i + 1 < file.length) {
      return " ntr\n\r_NLP".indexOf(file[i + 1]) >= 0;
    }
    return Character.isWhitespace(file[i]);
  }
}
