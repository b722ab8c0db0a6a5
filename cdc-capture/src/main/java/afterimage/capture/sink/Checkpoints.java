package afterimage.capture.sink;

import java.sql.Connection;
import java.time.Instant;
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
  /// @param transaction the last one that it moves over
  /// @param commit of that
  /// @param transactions how many it moves over
  /// @throws SinkProblem if it is elsewhere by now
  static void advance(
      Connection connection,
      String pipeline,
      LogSequenceNumber from,
      long transaction,
      LogSequenceNumber commit,
      Instant committedAt,
      int transactions) {
    int rows =
        DSL.using(connection, SQLDialect.POSTGRES)
            .execute(
                """
                UPDATE afterimage_capture.checkpoints SET
                  end_lsn = ?::pg_lsn, transactions = transactions + ?,
                  committed_at = ?::timestamptz, transaction_id = ?, updated_at = now()
                WHERE pipeline = ? AND end_lsn = ?::pg_lsn
                """,
                commit.asString(),
                transactions,
                committedAt.toString(),
                transaction,
                pipeline,
                from.asString());
    if (rows == 0) {
      throw new SinkProblem(
          ("The checkpoint of pipeline %s is no longer at %s: another instance is at work."
                  + " Stop one of them")
              .formatted(pipeline, from.asString()),
          null);
    }
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
