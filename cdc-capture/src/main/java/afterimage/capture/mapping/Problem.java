package afterimage.capture.mapping;

/// Something wrong in a mapping file.
///
/// @param line from 1
/// @param column from 1
/// @param excerpt the line of the file, to show with a caret under the column
public record Problem(String file, int line, int column, String message, String excerpt)
    implements Comparable<Problem> {

  @Override
  public int compareTo(Problem other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  /// Where and what in one line, then the line of the file with a caret.
  @Override
  public String toString() {
    String place = "%s:%d:%d: %s".formatted(file, line, column, message);
    return excerpt.isBlank()
        ? place
        : place + "\n    " + excerpt + "\n    " + " ".repeat(Math.max(0, column - 1)) + "^";
  }
}
