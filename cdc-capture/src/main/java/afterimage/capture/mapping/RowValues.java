package afterimage.capture.mapping;

import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A row as a map of CEL, made only as far as it is read. Cells that are not known are not in it.
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
    return new Entries(cells);
  }

  /// In the order of the names.
  SortedMap<String, Object> sorted() {
    return new TreeMap<>(this);
  }

  private static final class Entries extends AbstractSet<Entry<String, Object>> {
    private final Map<String, Cell> cells;

    Entries(Map<String, Cell> cells) {
      this.cells = cells;
    }

    @Override
    public Iterator<Entry<String, Object>> iterator() {
      Iterator<Entry<String, Cell>> of = cells.entrySet().iterator();
      return new Iterator<>() {
        private @Nullable Entry<String, Object> next = find();

        private @Nullable Entry<String, Object> find() {
          while (of.hasNext()) {
            Entry<String, Cell> entry = of.next();
            Object value = CelValues.of(entry.getValue());
            if (value != null) {
              return Map.entry(entry.getKey(), value);
            }
          }
          return null;
        }

        @Override
        public boolean hasNext() {
          return next != null;
        }

        @Override
        public Entry<String, Object> next() {
          Entry<String, Object> found = next;
          if (found == null) {
            throw new NoSuchElementException();
          }
          next = find();
          return found;
        }
      };
    }

    @Override
    public int size() {
      int size = 0;
      for (Cell cell : cells.values()) {
        size += cell instanceof Cell.Unchanged ? 0 : 1;
      }
      return size;
    }
  }
}
