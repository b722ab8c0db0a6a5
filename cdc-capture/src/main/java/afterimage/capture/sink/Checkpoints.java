package afterimage.capture.sink;

import afterimage.capture.change.ChangeSet;
import java.sql.Connection;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.replication.LogSequenceNumber;

/// Moves checkpoints on, in a transaction that is given.
final class Checkpoints {

  private Checkpoints() {}

  /// The row lock of the checkpoint is taken first, so that of two pipelines of one name only one
  /// can store a transaction.
  ///
  /// @param from where the caller knows it to be
  /// @param last the last transaction that it moves over
  /// @param transactions how many these are
  /// @throws SinkProblem if it is elsewhere by now
  static void advance(
      Connection connection,
      String pipeline,
      LogSequenceNumber from,
      ChangeSet last,
      int transactions,
      Counts counts) {
    int rows =
        DSL.using(connection, SQLDialect.POSTGRES)
            .execute(
                """
                UPDATE afterimage_capture.checkpoints SET
                  end_lsn = ?::pg_lsn, transactions = transactions + ?,
                  committed_at = ?::timestamptz, transaction_id = ?, updated_at = now()
                WHERE pipeline = ? AND end_lsn = ?::pg_lsn
                """,
                last.commit().asString(),
                transactions,
                last.committedAt().toString(),
                last.transaction(),
                pipeline,
                from.asString());
    if (rows == 0) {
      throw new SinkProblem(
          ("The checkpoint of pipeline %s is no longer at %s: another instance is at work."
                  + " Stop one of them")
              .formatted(pipeline, from.asString()),
          null);
    }
    count(connection, pipeline, counts);
  }

  static void count(Connection connection, String pipeline, Counts counts) {
    if (counts.isNothing()) {
      return;
    }
    DSL.using(connection, SQLDialect.POSTGRES)
        .execute(
            """
            UPDATE afterimage_capture.checkpoints SET
              explained = explained + ?, ignored = ignored + ?, unexplained = unexplained + ?,
              events = events + ?, stated = stated + ?, exact = exact + ?, inferred = inferred + ?,
              ambiguous = ambiguous + ?
            WHERE pipeline = ?
            """,
            counts.explained(),
            counts.ignored(),
            counts.unexplained(),
            counts.events(),
            counts.stated(),
            counts.exact(),
            counts.inferred(),
            counts.ambiguous(),
            pipeline);
  }
}
