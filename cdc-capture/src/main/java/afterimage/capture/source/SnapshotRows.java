package afterimage.capture.source;

import afterimage.capture.catalog.Table;
import afterimage.capture.change.Row;
import afterimage.postgres.Database;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.copy.CopyOut;

/// The rows of one table, as they are asked for: the server waits meanwhile.
public final class SnapshotRows {

  private static final int AT_ONCE = 1_000;

  /// Bytes of text from which on a few rows are enough.
  private static final int BYTES_AT_ONCE = 1 << 20;

  private final Database database;
  private final Table table;
  private final CopyOut copy;
  private final RowText text;

  SnapshotRows(Database database, Table table, CopyOut copy) {
    this.database = database;
    this.table = table;
    this.copy = copy;
    this.text = new RowText(table);
  }

  public Table table() {
    return table;
  }

  /// The next rows, at most a thousand, or fewer large ones; empty when there are no more.
  ///
  /// @throws SourceProblem if they cannot be read, or a value is not what the table's type says
  public List<Row> next() {
    try {
      List<Row> rows = new ArrayList<>(AT_ONCE);
      int bytes = 0;
      while (rows.size() < AT_ONCE && bytes < BYTES_AT_ONCE && copy.isActive()) {
        byte[] line = copy.readFromCopy();
        if (line == null) {
          break;
        }
        bytes += line.length;
        rows.add(text.row(new String(line, StandardCharsets.UTF_8)));
      }
      return rows;
    } catch (SQLException e) {
      throw new SourceProblem(
          "%s: the rows of %s cannot be read: %s"
              .formatted(database.address(), table.id(), e.getMessage()),
          e);
    }
  }
}
