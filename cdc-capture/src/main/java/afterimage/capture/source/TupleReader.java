package afterimage.capture.source;

import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.PostgresStreamingChangeEventSource.PgConnectionSupplier;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.core.BaseConnection;

/// From the tuples that Debezium has decoded to rows, by the types of our catalog.
final class TupleReader {

  private static final Cell NULL = new Cell.Null();
  private static final Cell UNCHANGED = new Cell.Unchanged();

  private final PgConnectionSupplier connection;
  private final PostgresSchema schema;
  private final Conversions conversions;
  private final Map<TableId, TupleLayout> layouts = new HashMap<>();

  TupleReader(PostgresConnection connection, PostgresSchema schema, Conversions conversions) {
    this.connection = () -> connection.connection().unwrap(BaseConnection.class);
    this.schema = schema;
    this.conversions = conversions;
  }

  /// The log has a row with the columns that its table had when it was written. One that was added
  /// since is not known of it.
  ///
  /// @param earlier image of the row, for values that the log left out because they did not change
  Row row(Table table, List<ReplicationMessage.Column> tuple, Row earlier) {
    TupleLayout layout = layouts.get(table.id());
    if (layout == null || !layout.fits(tuple)) {
      layout = TupleLayout.of(table, tuple, column -> conversions.of(table, column, schema));
      layouts.put(table.id(), layout);
    }
    Cell[] cells = new Cell[layout.forms().size()];
    for (int i = 0; i < cells.length; i++) {
      ColumnForm form = layout.forms().get(i);
      cells[i] = cell(form, tuple.get(form.place()), earlier);
    }
    return layout.columns().row(cells);
  }

  private Cell cell(ColumnForm form, ReplicationMessage.Column came, Row earlier) {
    if (came.isToastedColumn()) {
      Cell before = earlier.cells().get(form.name());
      return before == null ? UNCHANGED : before;
    }
    Object value = came.getValue(connection, true);
    return value == null ? NULL : form.cell(value);
  }
}
