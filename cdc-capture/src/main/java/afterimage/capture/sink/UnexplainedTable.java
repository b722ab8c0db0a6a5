package afterimage.capture.sink;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.recording.RowJson;
import afterimage.capture.translate.IdleMessage;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Reading;
import afterimage.capture.translate.Translation;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps what nothing explains.
record UnexplainedTable(Connection connection, String pipeline) {

  private static final String INSERT =
      """
      INSERT INTO afterimage_capture.unexplained
      VALUES (?, ?::pg_lsn, ?, ?, ?::timestamptz, ?, ?, ?::text[], ?, ?::jsonb, ?::jsonb)
      """;

  void keep(Translation translation) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (ReadChange read : translation.unexplained()) {
      if (read.reading() instanceof Reading.Unexplained(var columns, String reason)) {
        RowChange change = read.change();
        rows.add(
            row(
                translation.changeSet(),
                change.position().ordinal(),
                change.table().toString(),
                change.operation(),
                columns.toArray(String[]::new),
                reason,
                json(change.before()),
                json(change.after())));
      }
    }
    insert(rows);
  }

  /// Messages that say something which no event tells; they have no rows.
  void keep(ChangeSet of, List<IdleMessage> messages) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (IdleMessage idle : messages) {
      rows.add(
          row(
              of,
              idle.message().position().ordinal(),
              idle.message().prefix(),
              "message",
              new String[0],
              idle.reason(),
              null,
              null));
    }
    insert(rows);
  }

  private @Nullable Object[] row(
      ChangeSet of,
      int ordinal,
      String table,
      String operation,
      String[] columns,
      String reason,
      @Nullable String before,
      @Nullable String after) {
    return new @Nullable Object[] {
      pipeline,
      of.commit().asString(),
      ordinal,
      of.transaction(),
      of.committedAt().toString(),
      table,
      operation,
      columns,
      reason,
      before,
      after
    };
  }

  private void insert(List<@Nullable Object[]> rows) {
    if (!rows.isEmpty()) {
      EventStoreSink.sql(connection).batch(INSERT, rows.toArray(Object[][]::new)).execute();
    }
  }

  private static @Nullable String json(Row row) {
    return row.cells().isEmpty() ? null : RowJson.write(row);
  }
}
