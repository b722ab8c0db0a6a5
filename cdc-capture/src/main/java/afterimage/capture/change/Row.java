package afterimage.capture.change;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Columns and their cells, in the table's order. A column that is not there is not known.
public record Row(Map<String, Cell> cells) {

  public static final Row EMPTY = new Row(Map.of());

  private static final Cell UNCHANGED = new Cell.Unchanged();

  public Row {
    cells =
        cells instanceof Columns.Cells
            ? cells
            : Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }

  /// @throws IllegalArgumentException if the column is not known
  public Cell cell(String column) {
    Cell cell = cells.get(column);
    if (cell == null) {
      throw new IllegalArgumentException(
          "No column %s; there are %s".formatted(column, cells.keySet()));
    }
    return cell;
  }

  public boolean knows(String column) {
    Cell cell = cells.get(column);
    return cell != null && !(cell instanceof Cell.Unchanged);
  }

  public Row only(List<String> columns) {
    Map<String, Cell> some = new LinkedHashMap<>();
    for (String column : columns) {
      some.put(column, Objects.requireNonNull(cells.get(column), column));
    }
    return new Row(some);
  }

  /// This row with the unchanged cells taken from an earlier image of it.
  public Row filledFrom(Row earlier) {
    if (!isPartial()) {
      return this;
    }
    Map<String, Cell> filled = new LinkedHashMap<>(cells);
    filled.replaceAll(
        (column, cell) ->
            cell instanceof Cell.Unchanged && earlier.cells.containsKey(column)
                ? earlier.cell(column)
                : cell);
    return new Row(filled);
  }

  /// Whether a cell of it is not known.
  public boolean isPartial() {
    return cells.containsValue(UNCHANGED);
  }

  /// This row, with what it does not know taken from an earlier image of it.
  public Row over(Row earlier) {
    Map<String, Cell> all = new LinkedHashMap<>(earlier.cells);
    cells.forEach(
        (column, cell) -> {
          if (!(cell instanceof Cell.Unchanged)) {
            all.put(column, cell);
          }
        });
    return new Row(all);
  }
}
