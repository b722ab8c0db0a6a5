package afterimage.capture.translate;

import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.EventJson;
import afterimage.capture.mapping.EventType;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.SchemaChange;
import afterimage.store.Json;
import afterimage.store.StreamId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The rows that events make, applied one after the other as a store has them: stream, type and
/// data. What no event restores has its default, or is not known.
public final class FoldedRows {

  private final Mapping mapping;
  private final Wanted wanted;
  private final Map<String, EventType> events = new HashMap<>();
  private final Map<StreamId, Table> schemas = new HashMap<>();
  private final Map<TableId, FoldedTable> tables = new HashMap<>();

  /// All rows.
  public FoldedRows(Mapping mapping) {
    this(mapping, (_, _) -> true);
  }

  /// Some of the rows. What an event does to a row depends on that row alone, so that the others
  /// need not be there; but where [#rekeys] holds, only a whole table can be folded.
  public FoldedRows(Mapping mapping, Wanted wanted) {
    this.mapping = mapping;
    this.wanted = wanted;
    mapping.events().forEach(event -> events.put(event.name(), event));
    mapping.catalog().forEach((id, table) -> schemas.put(SchemaEvents.stream(id), table));
  }

  /// Which rows are kept.
  @FunctionalInterface
  public interface Wanted {
    /// @param key see [RowImage#key]
    boolean wants(TableId table, String key);
  }

  /// A row.
  ///
  /// @param cells in the order of the table's columns
  /// @param mark of the last event that touched it
  public record Folded(List<Cell> cells, long mark) {}

  /// Whether an event gives a row of the table another primary key, or there is none to tell rows
  /// apart by.
  public static boolean rekeys(Mapping mapping, Table table) {
    return table.key().isEmpty()
        || mapping.events().stream()
            .flatMap(event -> event.restore(table.id()).stream())
            .anyMatch(rule -> rule.set().keySet().stream().anyMatch(table.key()::contains));
  }

  /// @return why something could not be done; empty if nothing went wrong
  /// @throws IllegalArgumentException if the data are not those of the event
  public Optional<String> apply(StreamId stream, String type, Json data) {
    return apply(stream, type, data, 0);
  }

  /// As [#apply(StreamId,String,Json)].
  ///
  /// @param mark is kept at the rows that it touches
  public Optional<String> apply(StreamId stream, String type, Json data, long mark) {
    Table altered = schemas.get(stream);
    if (altered != null && type.equals(SchemaEvents.COLUMNS_ADDED)) {
      return addColumns(altered, data);
    }
    EventType event = events.get(type);
    if (event == null) {
      return Optional.empty();
    }
    Restoration restoration = new Restoration(event, stream, EventJson.read(data, event.fields()));
    Optional<String> failure = Optional.empty();
    for (TableId id : event.restore().keySet()) {
      Table table = mapping.catalog().get(id);
      if (table != null) {
        FoldedTable of = tables.computeIfAbsent(id, _ -> new FoldedTable(table, wanted));
        Optional<String> why = restoration.apply(table, of);
        of.settle(mark);
        failure = failure.or(() -> why);
      }
    }
    return failure;
  }

  private Optional<String> addColumns(Table table, Json data) {
    FoldedTable of = tables.get(table.id());
    if (of == null) {
      return Optional.empty();
    }
    try {
      of.setAll(SchemaChange.ColumnsAdded.read(data, table).columns());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// The rows of a table by their keys, see [RowImage#key].
  public Map<String, Row> rows(TableId table) {
    Map<String, Row> rows = new TreeMap<>();
    FoldedTable of = tables.get(table);
    if (of != null) {
      of.forEach((key, row) -> rows.put(key, of.row(row)));
    }
    return rows;
  }

  /// The row with this key; null if there is none.
  public @Nullable Folded get(TableId table, String key) {
    FoldedTable of = tables.get(table);
    return of == null ? null : of.get(key);
  }

  /// The row with this key, which is none of these rows any more; null if there is none.
  public @Nullable Folded take(TableId table, String key) {
    FoldedTable of = tables.get(table);
    return of == null ? null : of.take(key);
  }

  public void forEach(TableId table, BiConsumer<String, Folded> taker) {
    FoldedTable of = tables.get(table);
    if (of != null) {
      of.forEach(taker);
    }
  }

  /// The keys of the rows of a table that the last event worked on, as they were and as they are.
  public Collection<String> touched(TableId table) {
    FoldedTable of = tables.get(table);
    return of == null ? List.of() : of.touched();
  }

  /// About how much memory the rows take, in bytes.
  public long weight() {
    long weight = 0;
    for (FoldedTable table : tables.values()) {
      weight += table.weight();
    }
    return weight;
  }
}
