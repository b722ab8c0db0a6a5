package afterimage.comparison.report;

import afterimage.capture.change.Cell;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Row changes in few words, such as `~ cart_items banana quantity 1→2`.
final class RowChangeWords {

  private final Set<String> streamColumns;
  private final Set<String> keyColumns;
  private final Set<String> ignoredColumns;

  /// @param streamColumns hold the stream's key, and are not said again
  /// @param keyColumns tell the table's rows apart
  /// @param ignoredColumns mean nothing
  RowChangeWords(Set<String> streamColumns, Set<String> keyColumns, Set<String> ignoredColumns) {
    this.streamColumns = streamColumns;
    this.keyColumns = keyColumns;
    this.ignoredColumns = ignoredColumns;
  }

  String of(RowChange change) {
    String table = change.table().name();
    return switch (change) {
      case RowChange.Found(_, _, Row row) ->
          "%s%s%s".formatted(table, name(row), list(values(row)));
      case RowChange.Inserted(_, _, Row row) ->
          "+ %s%s%s".formatted(table, name(row), list(values(row)));
      case RowChange.Deleted(_, _, var old) -> "− %s%s".formatted(table, name(old.known()));
      case RowChange.Truncated _ -> "− %s, all rows".formatted(table);
      case RowChange.Updated(_, _, OldRow old, Row row) -> {
        List<String> changed = changed(old.known(), row);
        yield "~ %s%s %s"
            .formatted(
                table,
                name(row),
                changed.isEmpty() ? unimportant(old.known(), row) : String.join(", ", changed));
      }
    };
  }

  private String name(Row row) {
    StringBuilder name = new StringBuilder();
    row.cells()
        .forEach(
            (column, cell) -> {
              if (keyColumns.contains(column) && !streamColumns.contains(column)) {
                name.append(' ').append(cell);
              }
            });
    return name.toString();
  }

  private List<String> values(Row row) {
    List<String> values = new ArrayList<>();
    row.cells()
        .forEach(
            (column, cell) -> {
              if (!keyColumns.contains(column)
                  && !streamColumns.contains(column)
                  && !ignoredColumns.contains(column)
                  && !(cell instanceof Cell.Null)) {
                values.add(column + " " + cell);
              }
            });
    return values;
  }

  private String unimportant(Row before, Row after) {
    List<String> touched =
        ignoredColumns.stream()
            .filter(
                column -> !before.knows(column) || !before.cell(column).sameAs(after.cell(column)))
            .sorted()
            .toList();
    return touched.isEmpty() ? "written, nothing changed" : "only " + String.join(", ", touched);
  }

  private List<String> changed(Row before, Row after) {
    List<String> changed = new ArrayList<>();
    after
        .cells()
        .forEach(
            (column, cell) -> {
              if (ignoredColumns.contains(column)) {
                return;
              }
              if (!before.knows(column)) {
                changed.add(column + " ?→" + cell);
              } else if (!before.cell(column).sameAs(cell)) {
                changed.add("%s %s→%s".formatted(column, before.cell(column), cell));
              }
            });
    return changed;
  }

  private static String list(List<String> values) {
    return values.isEmpty() ? "" : " " + String.join(", ", values);
  }
}
