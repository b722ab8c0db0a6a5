package afterimage.capture.sink;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.recording.ChangeSetJson;
import afterimage.capture.translate.Translation;
import afterimage.store.StreamId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.postgresql.replication.LogSequenceNumber;

/// The parked transactions of all pipelines of a store.
record StoredParked(EventStoreSink sink, DataSource database) implements Parked {

  @Override
  public Set<StreamId> streams(String pipeline) {
    try (Connection connection = database.getConnection()) {
      Set<StreamId> streams = new TreeSet<>();
      sql(connection)
          .resultQuery(
              "SELECT DISTINCT stream_id FROM afterimage_capture.parked_streams WHERE pipeline = ?",
              pipeline)
          .fetch()
          .forEach(row -> streams.add(StreamId.of(row.get(0, String.class))));
      return streams;
    } catch (SQLException | DataAccessException e) {
      throw EventStoreSink.problem("the parked streams cannot be read", e);
    }
  }

  @Override
  public void park(
      String pipeline,
      LogSequenceNumber from,
      ChangeSet changeSet,
      Set<StreamId> streams,
      String reason) {
    sink.inTransaction(
        connection -> {
          DSLContext sql = sql(connection);
          sql.execute("SET LOCAL synchronous_commit = on");
          Checkpoints.advance(
              connection,
              pipeline,
              from,
              changeSet.transaction(),
              changeSet.commit(),
              changeSet.committedAt(),
              1);
          sql.execute(
              """
              INSERT INTO afterimage_capture.parked_transactions
                (pipeline, commit_lsn, transaction_id, committed_at, reason, change_set)
              VALUES (?, ?::pg_lsn, ?, ?::timestamptz, ?, ?)
              """,
              pipeline,
              changeSet.commit().asString(),
              changeSet.transaction(),
              changeSet.committedAt().toString(),
              reason,
              ChangeSetJson.text(changeSet));
          sql.execute(
              """
              INSERT INTO afterimage_capture.parked_streams
              SELECT ?, stream, ?::pg_lsn FROM unnest(?::text[]) stream
              """,
              pipeline,
              changeSet.commit().asString(),
              streams.stream().map(StreamId::value).toArray(String[]::new));
        });
  }

  @Override
  public Optional<ChangeSet> next(String pipeline, LogSequenceNumber after) {
    try (Connection connection = database.getConnection()) {
      return sql(connection)
          .resultQuery(
              """
              SELECT change_set FROM afterimage_capture.parked_transactions
              WHERE pipeline = ? AND commit_lsn > ?::pg_lsn ORDER BY commit_lsn LIMIT 1
              """,
              pipeline,
              after.asString())
          .fetchOptional(row -> ChangeSetJson.read(row.get(0, String.class)));
    } catch (SQLException | DataAccessException e) {
      throw EventStoreSink.problem("a parked transaction cannot be read", e);
    }
  }

  @Override
  public void release(String pipeline, Translation translation) {
    sink.inTransaction(
        connection -> {
          DSLContext sql = sql(connection);
          sql.execute("SET LOCAL synchronous_commit = on");
          int rows =
              sql.execute(
                  """
                  DELETE FROM afterimage_capture.parked_transactions
                  WHERE pipeline = ? AND commit_lsn = ?::pg_lsn
                  """,
                  pipeline,
                  translation.changeSet().commit().asString());
          if (rows == 1) {
            sink.write(connection, pipeline, List.of(translation));
            Checkpoints.count(connection, pipeline, Counts.of(List.of(translation)));
          }
        });
  }

  private static DSLContext sql(Connection connection) {
    return DSL.using(connection, SQLDialect.POSTGRES);
  }
}
