package afterimage.capture.sink;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.RowChange;
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

  void keep(List<Translation> translations) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Translation translation : translations) {
      ChangeSet of = translation.changeSet();
      translation.unexplained().forEach(read -> add(rows, of, read));
      translation.idle().forEach(idle -> rows.add(row(of, idle)));
    }
    insert(rows);
  }

  /// The row changes alone: whether a message was of no use is known when its transaction ends.
  void keepChanges(Translation chapter) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    chapter.unexplained().forEach(read -> add(rows, chapter.changeSet(), read));
    insert(rows);
  }

  /// Messages that say something which no event tells; they have no rows.
  void keep(ChangeSet of, List<IdleMessage> messages) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    messages.forEach(idle -> rows.add(row(of, idle)));
    insert(rows);
  }

  private void add(List<@Nullable Object[]> rows, ChangeSet of, ReadChange read) {
    if (read.reading() instanceof Reading.Unexplained reading) {
      RowChange change = read.change();
      KeptRows kept = KeptRows.of(change, reading);
      rows.add(
          row(
              of,
              change.position().ordinal(),
              change.table().toString(),
              change.operation(),
              reading.columns().toArray(String[]::new),
              kept.reason(),
              kept.before(),
              kept.after()));
    }
  }

  private @Nullable Object[] row(ChangeSet of, IdleMessage idle) {
    return row(
        of,
        idle.message().position().ordinal(),
        idle.message().prefix(),
        "message",
        new String[0],
        idle.reason(),
        null,
        null);
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
}
