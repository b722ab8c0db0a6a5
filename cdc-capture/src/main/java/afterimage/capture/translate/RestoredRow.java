package afterimage.capture.translate;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row while events are applied to it.
final class RestoredRow {

  private final Map<String, Cell> cells;
  private final Map<String, String> failures = new HashMap<>(0);
  private boolean there = true;

  private RestoredRow(Map<String, Cell> cells) {
    this.cells = cells;
  }

  static RestoredRow of(Map<String, Cell> cells) {
    return new RestoredRow(new LinkedHashMap<>(cells));
  }

  /// A new row: what is not given has its default, as far as that is always the same.
  static RestoredRow made(Map<String, Cell> key, Table table) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      Cell given = key.get(column.name());
      Cell cell = given == null ? column.unset() : given;
      cells.put(column.name(), cell == null ? new Cell.Unchanged() : cell);
    }
    return new RestoredRow(cells);
  }

  Map<String, Cell> cells() {
    return cells;
  }

  boolean isThere() {
    return there;
  }

  boolean has(Map<String, Cell> key) {
    if (!there) {
      return false;
    }
    for (Map.Entry<String, Cell> entry : key.entrySet()) {
      Cell cell = cells.get(entry.getKey());
      if (cell == null || !cell.sameAs(entry.getValue())) {
        return false;
      }
    }
    return true;
  }

  void set(Map<String, Cell> columns) {
    cells.putAll(columns);
  }

  void delete() {
    there = false;
  }

  void fail(String column, String why) {
    failures.put(column, why);
  }

  @Nullable String failure(String column) {
    return failures.get(column);
  }
}
