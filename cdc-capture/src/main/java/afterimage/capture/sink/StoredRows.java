package afterimage.capture.sink;

import afterimage.capture.change.TableId;
import afterimage.capture.recording.RowJson;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowImage;
import afterimage.store.StreamId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/// The rows that a pipeline remembers, as of its checkpoint.
record StoredRows(DataSource database, String pipeline) implements KnownRows {

  static final String SELECT =
      """
      SELECT stream_id, table_name, row_key, row_image
      FROM afterimage_capture.known_rows WHERE pipeline = ? AND %s
      ORDER BY stream_id, row_key
      """;

  @Override
  public List<RowImage> of(StreamId stream, TableId table) {
    return query("stream_id = ? AND table_name = ?", stream.value(), table.toString());
  }

  @Override
  public Optional<RowImage> row(TableId table, String key) {
    return query("table_name = ? AND row_key = ?", table.toString(), key).stream().findFirst();
  }

  /// Those of the rows with these primary keys that there are.
  List<RowImage> rows(TableId table, Collection<String> keys) {
    return query(
        "table_name = ? AND row_key = ANY (?)", table.toString(), keys.toArray(String[]::new));
  }

  /// The rows of several aggregates; one that has none is not there.
  Map<StreamId, List<RowImage>> of(Collection<StreamId> streams, TableId table) {
    return query(
            "table_name = ? AND stream_id = ANY (?)",
            table.toString(),
            streams.stream().map(StreamId::value).toArray(String[]::new))
        .stream()
        .collect(Collectors.groupingBy(RowImage::stream));
  }

  @Override
  public List<RowImage> all(TableId table) {
    return query("table_name = ?", table.toString());
  }

  private List<RowImage> query(String condition, Object... bindings) {
    try (Connection connection = database.getConnection()) {
      return query(connection, pipeline, condition, bindings);
    } catch (SQLException | DataAccessException e) {
      throw new SinkProblem(
          "The store of the derived events: the known rows cannot be read: " + e.getMessage(), e);
    }
  }

  static List<RowImage> query(
      Connection connection, String pipeline, String condition, Object... bindings) {
    List<Object> all = new ArrayList<>(List.of(pipeline));
    all.addAll(List.of(bindings));
    return DSL.using(connection, SQLDialect.POSTGRES)
        .resultQuery(
            """
            SELECT stream_id, table_name, row_key, row_image
            FROM afterimage_capture.known_rows WHERE pipeline = ? AND %s
            ORDER BY stream_id, row_key
            """
                .formatted(condition),
            all.toArray())
        .fetch(StoredRows::image);
  }

  static RowImage image(Record row) {
    return new RowImage(
        StreamId.of(row.get("stream_id", String.class)),
        TableId.parse(row.get("table_name", String.class)),
        row.get("row_key", String.class),
        Optional.of(RowJson.read(row.get("row_image", String.class))));
  }
}
