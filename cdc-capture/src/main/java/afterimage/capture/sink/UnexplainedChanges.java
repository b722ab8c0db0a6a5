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
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Keeps what no event covers, in one batch.
final class UnexplainedChanges {

  private static final String INSERT =
      """
      INSERT INTO afterimage_capture.unexplained
      VALUES (?, ?::pg_lsn, ?, ?, ?::timestamptz, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
      """;

  private UnexplainedChanges() {}

  static void keep(Connection connection, String pipeline, List<Translation> translations) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Translation translation : translations) {
      for (ReadChange read : translation.readings()) {
        if (read.reading() instanceof Reading.Unexplained unexplained) {
          rows.add(row(pipeline, translation.changeSet(), read.change(), unexplained));
        }
      }
      for (IdleMessage idle : translation.idle()) {
        rows.add(row(pipeline, translation.changeSet(), idle));
      }
    }
    if (!rows.isEmpty()) {
      DSL.using(connection, SQLDialect.POSTGRES)
          .batch(INSERT, rows.toArray(Object[][]::new))
          .execute();
    }
  }

  private static @Nullable Object[] row(
      String pipeline, ChangeSet changeSet, RowChange change, Reading.Unexplained unexplained) {
    return new @Nullable Object[] {
      pipeline,
      changeSet.commit().asString(),
      change.position().ordinal(),
      changeSet.transaction(),
      changeSet.committedAt().toString(),
      change.table().toString(),
      change.operation(),
      unexplained.columns().toArray(String[]::new),
      unexplained.reason(),
      json(change.before()),
      json(change.after())
    };
  }

  /// A message that says something which no event tells; it has no rows.
  private static @Nullable Object[] row(String pipeline, ChangeSet changeSet, IdleMessage idle) {
    return new @Nullable Object[] {
      pipeline,
      changeSet.commit().asString(),
      idle.message().position().ordinal(),
      changeSet.transaction(),
      changeSet.committedAt().toString(),
      idle.message().prefix(),
      "message",
      new String[0],
      idle.reason(),
      null,
      null
    };
  }

  private static @Nullable String json(Row row) {
    return row.cells().isEmpty() ? null : RowJson.write(row);
  }
}
