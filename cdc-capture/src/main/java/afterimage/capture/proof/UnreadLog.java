package afterimage.capture.proof;

import afterimage.postgres.Database;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.replication.LogSequenceNumber;

/// What the slot of a pipeline holds that is not in the store yet. A capture that has ended leaves
/// its slot, and if nothing has happened since, its events can be proven all the same.
record UnreadLog(Database source, CapturedPipeline pipeline) {

  private static final String NOT_READ =
      "SELECT count(*) FROM pg_replication_slots WHERE slot_name = ? AND NOT active";

  /// Reads without taking away.
  private static final String PEEK =
      """
      SELECT data FROM pg_logical_slot_peek_binary_changes(
        ?, ?::pg_lsn, NULL, 'proto_version', '1', 'publication_names', ?)
      """;

  /// A slot in use, or one that was lost.
  private static final String NOT_USABLE = "55";

  /// @param lsn up to where to look
  /// @return false also if somebody reads the slot now, or it cannot be read
  boolean isEmpty(LogSequenceNumber lsn) {
    try (Connection connection = source.connect()) {
      return isNotRead(connection) && isEmpty(connection, lsn);
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith(NOT_USABLE)) {
        return false;
      }
      throw new ProofProblem(
          "%s: the slot %s cannot be read: %s"
              .formatted(source.address(), pipeline.slot(), e.getMessage()),
          e);
    }
  }

  private boolean isNotRead(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(NOT_READ)) {
      query.setString(1, pipeline.slot());
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getInt(1) == 1;
      }
    }
  }

  private boolean isEmpty(Connection connection, LogSequenceNumber lsn) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement query = connection.prepareStatement(PEEK)) {
      query.setFetchSize(1_000);
      query.setString(1, pipeline.slot());
      query.setString(2, lsn.asString());
      query.setString(3, pipeline.publication());
      try (ResultSet row = query.executeQuery()) {
        boolean changes = false;
        while (row.next()) {
          byte[] data = row.getBytes(1);
          switch (data[0]) {
            case 'B' -> changes = false;
            case 'I', 'U', 'D', 'T' -> changes = true;
            case 'C' -> {
              if (changes && isMissing(end(data), lsn)) {
                return false;
              }
            }
            default -> {
              // Tables, types and origins are no changes.
            }
          }
        }
        return true;
      }
    }
  }

  private boolean isMissing(LogSequenceNumber end, LogSequenceNumber lsn) {
    return end.compareTo(pipeline.end()) > 0 && end.compareTo(lsn) <= 0;
  }

  /// Behind the letter, the flags and where the commit's record begins: where it ends.
  private static LogSequenceNumber end(byte[] commit) {
    return LogSequenceNumber.valueOf(ByteBuffer.wrap(commit).getLong(10));
  }
}
