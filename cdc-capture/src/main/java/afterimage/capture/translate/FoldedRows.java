package afterimage.capture.translate;

import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.EventJson;
import afterimage.capture.mapping.EventType;
import afterimage.capture.mapping.Mapping;
import afterimage.store.Json;
import afterimage.store.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The rows that events make, applied one after the other as a store has them: stream, type and
/// data. What no event restores has its default, or is not known.
public final class FoldedRows {

  private final Mapping mapping;
  private final Map<TableId, OfTable> tables = new HashMap<>();

  public FoldedRows(Mapping mapping) {
    this.mapping = mapping;
  }

  /// @return why something could not be done; empty if nothing went wrong
  /// @throws IllegalArgumentException if the data are not those of the event
  public Optional<String> apply(StreamId stream, String type, Json data) {
    Optional<EventType> event = mapping.event(type);
    if (event.isEmpty()) {
      return Optional.empty();
    }
    Restoration restoration =
        new Restoration(event.get(), stream, EventJson.read(data, event.get().fields()));
    Optional<String> failure = Optional.empty();
    for (TableId id : event.get().restore().keySet()) {
      Table table = mapping.catalog().get(id);
      if (table != null) {
        Optional<String> why =
            restoration.apply(table, tables.computeIfAbsent(id, _ -> new OfTable(table)));
        failure = failure.or(() -> why);
      }
    }
    tables.values().forEach(OfTable::settle);
    return failure;
  }

  /// The rows of a table by their keys, see [RowImage#key].
  public Map<String, Row> rows(TableId table) {
    Map<String, Row> rows = new TreeMap<>();
    OfTable of = tables.get(table);
    if (of != null) {
      of.rows.forEach((key, row) -> rows.put(key, new Row(row.cells())));
    }
    return rows;
  }

  private static final class OfTable implements Restoration.Rows {
    private final Table table;
    private final Map<String, RestoredRow> rows = new HashMap<>();
    private final List<RestoredRow> seen = new ArrayList<>();

    OfTable(Table table) {
      this.table = table;
    }

    @Override
    public List<RestoredRow> at(Map<String, Cell> key) {
      List<RestoredRow> found = new ArrayList<>();
      Optional<String> whole = RowImage.key(table.key(), new Row(key));
      if (whole.isPresent()) {
        RestoredRow row = rows.get(whole.get());
        if (row != null && row.has(key)) {
          found.add(row);
        }
      } else {
        rows.values().stream().filter(row -> row.has(key)).forEach(found::add);
      }
      seen.addAll(found);
      return found;
    }

    @Override
    public @Nullable RestoredRow make(Map<String, Cell> key) {
      RestoredRow row = RestoredRow.made(key, table);
      seen.add(row);
      rows.put(RowImage.key(table.key(), new Row(key)).orElse("row " + rows.size()), row);
      return row;
    }

    /// Rows may be gone by now, or have another key.
    void settle() {
      if (!seen.isEmpty()) {
        rows.values().removeAll(seen);
        for (RestoredRow row : seen) {
          if (row.isThere()) {
            rows.put(
                RowImage.key(table.key(), new Row(row.cells())).orElse("row " + rows.size()), row);
          }
        }
        seen.clear();
      }
    }
  }
}
