package afterimage.capture.translate;

import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.translate.FoldedRows.Folded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The rows of one table while events are folded. Kept small, since there may be millions: only
/// those that an event is being applied to are maps.
final class FoldedTable implements Restoration.Rows {

  private static final Cell NULL = new Cell.Null();
  private static final Cell UNKNOWN = new Cell.Unchanged();

  private final Table table;
  private final List<String> names;
  private final FoldedRows.Wanted wanted;
  private final Map<String, Folded> rows = new HashMap<>();

  /// Of the rows by the columns of a key that does not tell one row.
  private final Map<List<String>, PartialIndex> indexes = new HashMap<>();

  /// What the event at hand works on, by the keys that it found.
  private final Map<String, RestoredRow> open = new LinkedHashMap<>();

  private final Set<String> touched = new LinkedHashSet<>();
  private long keyless;
  private long weight;

  FoldedTable(Table table, FoldedRows.Wanted wanted) {
    this.table = table;
    this.names = table.columnNames();
    this.wanted = wanted;
  }

  @Override
  public List<RestoredRow> at(Map<String, Cell> key) {
    Optional<String> whole = RowImage.key(table.key(), new Row(key));
    List<RestoredRow> found = new ArrayList<>(1);
    if (whole.isPresent()) {
      add(whole.get(), key, found);
      return found;
    }
    // An event may have made rows that no index knows yet.
    for (String text : List.copyOf(open.keySet())) {
      add(text, key, found);
    }
    for (String text : candidates(key)) {
      if (!open.containsKey(text)) {
        add(text, key, found);
      }
    }
    return found;
  }

  private void add(String text, Map<String, Cell> key, List<RestoredRow> found) {
    RestoredRow row = open.get(text);
    if (row == null) {
      Folded folded = rows.get(text);
      if (folded == null) {
        return;
      }
      row = RestoredRow.of(cells(folded));
      if (row.has(key)) {
        open.put(text, row);
      }
    }
    if (row.has(key)) {
      found.add(row);
    }
  }

  private Collection<String> candidates(Map<String, Cell> key) {
    List<String> columns = List.copyOf(key.keySet());
    Optional<String> value = RowImage.key(columns, new Row(key));
    if (value.isEmpty()) {
      return List.copyOf(rows.keySet());
    }
    return indexes
        .computeIfAbsent(
            columns,
            _ -> {
              PartialIndex index = new PartialIndex(columns);
              rows.forEach((text, folded) -> index.add(text, row(folded)));
              return index;
            })
        .keys(value.get());
  }

  @Override
  public @Nullable RestoredRow make(Map<String, Cell> key) {
    String text = text(new Row(key));
    if (!wanted.wants(table.id(), text)) {
      return null;
    }
    RestoredRow row = RestoredRow.made(key, table);
    open.put(text, row);
    return row;
  }

  /// Takes the rows as the event has left them: they may be gone by now, or have another key.
  void settle(long mark) {
    touched.clear();
    if (open.isEmpty()) {
      return;
    }
    touched.addAll(open.keySet());
    open.keySet().forEach(this::take);
    for (RestoredRow row : open.values()) {
      if (row.isThere()) {
        put(text(new Row(row.cells())), new Folded(packed(row.cells()), mark));
      }
    }
    open.clear();
  }

  /// Gives every row these cells.
  void setAll(Map<String, Cell> columns) {
    rows.replaceAll(
        (text, folded) -> {
          Map<String, Cell> cells = cells(folded);
          cells.putAll(columns);
          Folded set = new Folded(packed(cells), folded.mark());
          weight += weight(text, set) - weight(text, folded);
          return set;
        });
    indexes.clear();
  }

  private String text(Row row) {
    return RowImage.key(table.key(), row).orElseGet(() -> "row " + keyless++);
  }

  private void put(String text, Folded folded) {
    Folded before = rows.put(text, folded);
    if (before != null) {
      unlink(text, before);
    }
    touched.add(text);
    weight += weight(text, folded);
    if (!indexes.isEmpty()) {
      Row row = row(folded);
      indexes.values().forEach(index -> index.add(text, row));
    }
  }

  @Nullable Folded take(String text) {
    Folded folded = rows.remove(text);
    if (folded != null) {
      unlink(text, folded);
    }
    return folded;
  }

  private void unlink(String text, Folded folded) {
    weight -= weight(text, folded);
    if (!indexes.isEmpty()) {
      Row row = row(folded);
      indexes.values().forEach(index -> index.remove(text, row));
    }
  }

  @Nullable Folded get(String text) {
    return rows.get(text);
  }

  void forEach(BiConsumer<String, Folded> taker) {
    rows.forEach(taker);
  }

  Collection<String> touched() {
    return touched;
  }

  long weight() {
    return weight;
  }

  Row row(Folded folded) {
    return new Row(cells(folded));
  }

  private Map<String, Cell> cells(Folded folded) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      cells.put(names.get(i), folded.cells().get(i));
    }
    return cells;
  }

  private List<Cell> packed(Map<String, Cell> cells) {
    Cell[] packed = new Cell[names.size()];
    for (int i = 0; i < packed.length; i++) {
      Cell cell = cells.get(names.get(i));
      packed[i] =
          switch (cell) {
            case null -> UNKNOWN;
            case Cell.Unchanged() -> UNKNOWN;
            case Cell.Null() -> NULL;
            case Cell.Value _ -> cell;
          };
    }
    return Arrays.asList(packed);
  }

  /// What the objects of a row take in a JVM with compressed pointers, roughly.
  private static long weight(String text, Folded folded) {
    long weight = 140 + text.length() + 4L * folded.cells().size();
    for (Cell cell : folded.cells()) {
      weight += weight(cell);
    }
    return weight;
  }

  private static long weight(Cell cell) {
    return switch (cell) {
      case Cell.Value(String value) -> 60L + 2L * value.length();
      case Cell.Value(List<?> elements) -> {
        long weight = 60;
        for (Object element : elements) {
          weight += element instanceof Cell of ? 4 + weight(of) : 0;
        }
        yield weight;
      }
      case Cell.Value(Boolean _) -> 16;
      case Cell.Value(Object _) -> 60;
      case Cell.Null(), Cell.Unchanged() -> 0;
    };
  }

  /// Rows by the cells of some columns.
  private record PartialIndex(List<String> columns, Map<String, Map<String, Boolean>> byValue) {
    PartialIndex(List<String> columns) {
      this(columns, new HashMap<>());
    }

    void add(String text, Row row) {
      RowImage.key(columns, row)
          .ifPresent(
              value -> byValue.computeIfAbsent(value, _ -> new LinkedHashMap<>()).put(text, true));
    }

    void remove(String text, Row row) {
      RowImage.key(columns, row)
          .ifPresent(
              value ->
                  byValue.computeIfPresent(
                      value,
                      (_, keys) -> {
                        keys.remove(text);
                        return keys.isEmpty() ? null : keys;
                      }));
    }

    Collection<String> keys(String value) {
      return List.copyOf(byValue.getOrDefault(value, Map.of()).keySet());
    }
  }
}
