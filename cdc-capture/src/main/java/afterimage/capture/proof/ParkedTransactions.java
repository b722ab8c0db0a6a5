package afterimage.capture.proof;

import afterimage.capture.change.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.replication.LogSequenceNumber;

/// What a pipeline has put aside up to a place: rows that it changed differ until it is released.
///
/// @param count of the transactions
/// @param streams that they touch, the first few of them
/// @param allStreams how many they are
/// @param tables whose rows they change
public record ParkedTransactions(
    long count, List<String> streams, long allStreams, List<TableId> tables) {

  private static final int SOME = 5;

  public ParkedTransactions {
    streams = List.copyOf(streams);
    tables = List.copyOf(tables);
  }

  static ParkedTransactions read(
      DataSource store, CapturedPipeline pipeline, LogSequenceNumber until) {
    try (Connection connection = store.getConnection()) {
      List<String> transactions =
          column(
              connection,
              """
              SELECT count(*)::text FROM afterimage_capture.parked_transactions
              WHERE pipeline = ? AND commit_lsn <= ?::pg_lsn
              """,
              pipeline,
              until);
      List<String> streams =
          column(
              connection,
              """
              SELECT DISTINCT stream_id FROM afterimage_capture.parked_streams
              WHERE pipeline = ? AND commit_lsn <= ?::pg_lsn ORDER BY 1
              """,
              pipeline,
              until);
      List<String> tables =
          column(
              connection,
              """
              SELECT DISTINCT (change ->> 'schema') || '.' || (change ->> 'table')
              FROM afterimage_capture.parked_transactions,
                   LATERAL json_array_elements(change_set::json -> 'changes') change
              WHERE pipeline = ? AND commit_lsn <= ?::pg_lsn ORDER BY 1
              """,
              pipeline,
              until);
      return new ParkedTransactions(
          Long.parseLong(transactions.getFirst()),
          streams.subList(0, Math.min(SOME, streams.size())),
          streams.size(),
          tables.stream().map(TableId::parse).toList());
    } catch (SQLException e) {
      throw new ProofProblem("The parked transactions cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<String> column(
      Connection connection, String sql, CapturedPipeline pipeline, LogSequenceNumber until)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, pipeline.name());
      query.setString(2, until.asString());
      List<String> texts = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          texts.add(row.getString(1));
        }
      }
      return texts;
    }
  }

  public boolean isAny() {
    return count > 0;
  }
}
