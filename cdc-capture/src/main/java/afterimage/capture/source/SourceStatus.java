package afterimage.capture.source;

import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// How far a source has gone on from a checkpoint, and what that costs it.
///
/// @param behindBytes from the checkpoint to the end of the log; of all databases of the server
/// @param behindTransactions at most; transactions of other databases and those that were rolled
///     back count too
/// @param now by the server's clock
/// @param keepLimit `max_slot_wal_keep_size`, as the server shows it
/// @param idleLimit `idle_replication_slot_timeout`; null before PostgreSQL 18
/// @param slot empty if there is none
public record SourceStatus(
    long behindBytes,
    long behindTransactions,
    Instant now,
    String keepLimit,
    @Nullable String idleLimit,
    Optional<SlotState> slot) {

  private static final String STATUS =
      """
      SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), ?::pg_lsn)::bigint,
             -- The transaction's id lacks its epoch.
             CASE WHEN ? = 0 THEN 0
                  ELSE ((pg_snapshot_xmax(pg_current_snapshot())::text::bigint & 4294967295)
                        - 1 - ? + 4294967296) % 4294967296 END,
             clock_timestamp(), current_setting('max_slot_wal_keep_size'),
             current_setting('idle_replication_slot_timeout', true)
      """;

  /// @param transaction the id of the last transaction that was handled; 0 if there was none
  /// @throws SourceProblem if the source does not answer
  public static SourceStatus read(
      Database database, String slot, LogSequenceNumber end, long transaction) {
    try (Connection connection = database.connect();
        PreparedStatement query = connection.prepareStatement(STATUS)) {
      query.setString(1, end.asString());
      query.setLong(2, transaction);
      query.setLong(3, transaction);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return new SourceStatus(
            Math.max(0, row.getLong(1)),
            row.getLong(2),
            row.getObject(3, OffsetDateTime.class).toInstant(),
            row.getString(4),
            row.getString(5),
            SlotState.read(connection, slot));
      }
    } catch (SQLException e) {
      throw new SourceProblem("%s: %s".formatted(database.address(), e.getMessage()), e);
    }
  }
}
