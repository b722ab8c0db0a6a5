package afterimage.capture;

import afterimage.capture.catalog.Table;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.capture.source.SnapshotReader;
import afterimage.capture.source.SnapshotRows;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The rows of several tables, one table after the other, some at a time.
final class FoundRows implements Iterator<FoundRows.Some> {

  private final SnapshotReader reader;
  private final Iterator<Table> tables;
  private @Nullable SnapshotRows open;
  private List<Row> ready = List.of();

  /// At least one row.
  record Some(TableId table, List<Row> rows) {}

  FoundRows(SnapshotReader reader, List<Table> tables) {
    this.reader = reader;
    this.tables = tables.iterator();
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty()) {
      if (open == null) {
        if (!tables.hasNext()) {
          return false;
        }
        open = reader.rows(tables.next());
      }
      ready = open.next();
      if (ready.isEmpty()) {
        open = null;
      }
    }
    return true;
  }

  @Override
  public Some next() {
    if (!hasNext() || open == null) {
      throw new NoSuchElementException();
    }
    Some some = new Some(open.table().id(), ready);
    ready = List.of();
    return some;
  }
}
