package afterimage.capture.sink;

import afterimage.capture.change.TableId;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowImage;
import afterimage.store.StreamId;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows that a baseline has remembered so far, in its transaction. Rows that are read in the
/// order of their keys mostly have the parent of the one before, so the last ones asked for are
/// kept.
final class BaselineRows implements KnownRows {

  private static final int MOST = 10_000;

  private final Connection connection;
  private final String pipeline;
  private final Map<List<String>, RowImage> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, RowImage> eldest) {
          return size() > MOST;
        }
      };

  BaselineRows(Connection connection, String pipeline) {
    this.connection = connection;
    this.pipeline = pipeline;
  }

  @Override
  public List<RowImage> of(StreamId stream, TableId table) {
    return query("stream_id = ? AND table_name = ?", stream.value(), table.toString());
  }

  /// A row that is not there now may come later, so only those that are there are kept.
  @Override
  public Optional<RowImage> row(TableId table, String key) {
    List<String> address = List.of(table.toString(), key);
    RowImage kept = recent.get(address);
    if (kept != null) {
      return Optional.of(kept);
    }
    Optional<RowImage> there =
        query("table_name = ? AND row_key = ?", table.toString(), key).stream().findFirst();
    there.ifPresent(image -> recent.put(address, image));
    return there;
  }

  @Override
  public List<RowImage> all(TableId table) {
    return query("table_name = ?", table.toString());
  }

  private List<RowImage> query(String condition, Object... bindings) {
    return StoredRows.query(connection, pipeline, condition, bindings);
  }
}
