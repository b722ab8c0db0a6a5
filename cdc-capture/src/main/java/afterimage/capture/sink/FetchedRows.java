package afterimage.capture.sink;

import afterimage.capture.change.TableId;
import afterimage.capture.translate.Asked;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowImage;
import afterimage.store.StreamId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Remembered rows that were fetched before they are asked for, in a statement for each table. That
/// a row was not there is known too. What was not foreseen is asked for then.
final class FetchedRows implements KnownRows {

  private final StoredRows stored;
  private final Map<TableId, Map<String, Optional<RowImage>>> rows = new HashMap<>();
  private final Map<TableId, Map<StreamId, List<RowImage>>> streams = new HashMap<>();

  FetchedRows(StoredRows stored, Asked asked) {
    this.stored = stored;
    asked
        .keys()
        .forEach(
            (table, keys) -> {
              Map<String, Optional<RowImage>> found = new HashMap<>();
              keys.forEach(key -> found.put(key, Optional.empty()));
              stored.rows(table, keys).forEach(row -> found.put(row.key(), Optional.of(row)));
              rows.put(table, found);
            });
    asked
        .streams()
        .forEach(
            (table, names) -> {
              Map<StreamId, List<RowImage>> found = new HashMap<>(stored.of(names, table));
              names.forEach(name -> found.putIfAbsent(name, List.of()));
              streams.put(table, found);
            });
  }

  @Override
  public List<RowImage> of(StreamId stream, TableId table) {
    List<RowImage> found = streams.getOrDefault(table, Map.of()).get(stream);
    return found == null ? stored.of(stream, table) : found;
  }

  @Override
  public Optional<RowImage> row(TableId table, String key) {
    Optional<RowImage> found = rows.getOrDefault(table, Map.of()).get(key);
    return found == null ? stored.row(table, key) : found;
  }

  @Override
  public List<RowImage> all(TableId table) {
    return stored.all(table);
  }
}
