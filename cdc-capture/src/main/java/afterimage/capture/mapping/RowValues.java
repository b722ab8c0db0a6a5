package afterimage.capture.mapping;

import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A row as a map of CEL, made only as far as it is read. Cells that are not known are not in it.
/// Goes through them in the order of their names: a row that was stored and read back has lost the
/// table's order, and must give the same event all the same.
public final class RowValues extends AbstractMap<String, Object> {

  private final Map<String, Cell> cells;

  public RowValues(Row row) {
    this(row.cells());
  }

  /// @param cells read when asked for
  public RowValues(Map<String, Cell> cells) {
    this.cells = cells;
  }

  @Override
  public @Nullable Object get(@Nullable Object column) {
    return CelValues.of(cells.get(column));
  }

  @Override
  public boolean containsKey(@Nullable Object column) {
    return get(column) != null;
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    Map<String, Object> values = new TreeMap<>();
    cells.forEach(
        (column, cell) -> {
          Object value = CelValues.of(cell);
          if (value != null) {
            values.put(column, value);
          }
        });
    return values.entrySet();
  }
}
