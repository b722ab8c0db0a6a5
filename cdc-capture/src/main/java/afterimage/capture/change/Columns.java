package afterimage.capture.change;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The names of a table's columns in order, held once for all its rows: a row of them is no more
/// than an array of cells.
public final class Columns {

  private final List<String> names;
  private final Map<String, Integer> places = new HashMap<>();

  public Columns(List<String> names) {
    this.names = List.copyOf(names);
    for (String name : this.names) {
      places.put(name, places.size());
    }
  }

  /// @param cells one for each column, in order; becomes the row's own
  /// @throws IllegalArgumentException if there are more or fewer
  public Row row(Cell[] cells) {
    if (cells.length != names.size()) {
      throw new IllegalArgumentException(
          "%d cells for the columns %s".formatted(cells.length, names));
    }
    return new Row(new Cells(this, cells));
  }

  /// Never changed once it is made.
  static final class Cells extends AbstractMap<String, Cell> {

    private final Columns columns;
    private final Cell[] cells;

    private Cells(Columns columns, Cell[] cells) {
      this.columns = columns;
      this.cells = cells;
    }

    @Override
    public @Nullable Cell get(@Nullable Object name) {
      Integer place = columns.places.get(name);
      return place == null ? null : cells[place];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
      return columns.places.containsKey(name);
    }

    @Override
    public Collection<Cell> values() {
      return Collections.unmodifiableList(Arrays.asList(cells));
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Cell> action) {
      for (int i = 0; i < cells.length; i++) {
        action.accept(columns.names.get(i), cells[i]);
      }
    }

    @Override
    public int size() {
      return cells.length;
    }

    @Override
    public Set<Entry<String, Cell>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public int size() {
          return cells.length;
        }

        @Override
        public Iterator<Entry<String, Cell>> iterator() {
          return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
              return next < cells.length;
            }

            @Override
            public Entry<String, Cell> next() {
              return Map.entry(columns.names.get(next), cells[next++]);
            }
          };
        }
      };
    }
  }
}
