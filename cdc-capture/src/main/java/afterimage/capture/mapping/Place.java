package afterimage.capture.mapping;

/// Where something stands in a mapping file.
///
/// @param line from 1
/// @param column from 1
/// @param excerpt the line of the file
public record Place(String file, int line, int column, String excerpt) {

  public Problem problem(String message) {
    return new Problem(file, line, column, message, excerpt);
  }
}
