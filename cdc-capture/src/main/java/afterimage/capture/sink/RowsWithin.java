package afterimage.capture.sink;

import afterimage.capture.change.TableId;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowImage;
import afterimage.store.StreamId;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jooq.Record;

/// The rows that a pipeline remembers, within a transaction that has stored some of them itself.
///
/// @param among the streams whose rows there are
record RowsWithin(Connection connection, String pipeline, Predicate<StreamId> among)
    implements KnownRows {

  @Override
  public List<RowImage> of(StreamId stream, TableId table) {
    return among.test(stream)
        ? query("stream_id = ? AND table_name = ?", stream.value(), table.toString())
        : List.of();
  }

  @Override
  public Optional<RowImage> row(TableId table, String key) {
    return query("table_name = ? AND row_key = ?", table.toString(), key).stream()
        .findFirst()
        .or(() -> gone(table, key));
  }

  @Override
  public List<RowImage> all(TableId table) {
    return query("table_name = ?", table.toString());
  }

  private List<RowImage> query(String condition, String... values) {
    Object[] bindings = new Object[values.length + 1];
    bindings[0] = pipeline;
    System.arraycopy(values, 0, bindings, 1, values.length);
    return EventStoreSink.sql(connection)
        .resultQuery(StoredRows.SELECT.formatted(condition), bindings)
        .fetch(StoredRows::image)
        .stream()
        .filter(image -> among.test(image.stream()))
        .toList();
  }

  private Optional<RowImage> gone(TableId table, String key) {
    return EventStoreSink.sql(connection)
        .resultQuery(
            """
            SELECT stream_id FROM afterimage_capture.gone_rows
            WHERE pipeline = ? AND table_name = ? AND row_key = ?
            """,
            pipeline,
            table.toString(),
            key)
        .fetchOptional((Record row) -> StreamId.of(row.get("stream_id", String.class)))
        .filter(among)
        .map(stream -> new RowImage(stream, table, key, Optional.empty()));
  }
}
