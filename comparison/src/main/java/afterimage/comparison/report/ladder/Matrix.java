package afterimage.comparison.report.ladder;

import java.util.List;

/// A table with names at its top and at its left.
///
/// @param name the section that it is in, for whoever does not see it
record Matrix(String name, String caption, String corner, List<String> columns, List<Row> rows) {

  Matrix {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  record Row(String head, List<Cell> cells) {
    Row {
      cells = List.copyOf(cells);
    }
  }

  /// @param style of its text: `good`, `bad` or nothing
  record Cell(String text, String style, List<Mark> marks) {

    static Cell of(String text) {
      return new Cell(text, "", List.of());
    }

    static Cell bad(String text) {
      return new Cell(text, "bad", List.of());
    }
  }

  /// @param sign for the eye
  /// @param meaning for the ear
  record Mark(String sign, String meaning, String text, String style) {}
}
