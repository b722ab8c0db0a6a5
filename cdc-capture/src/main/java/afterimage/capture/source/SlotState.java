package afterimage.capture.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// A replication slot as the server shows it.
///
/// @param confirmed up to where it was acknowledged
/// @param activePid who reads it; null if nobody does
/// @param walStatus `reserved`, `extended`, `unreserved` or `lost`
/// @param keptBytes the log that is kept for it
/// @param safeBytes how much more may be written before it is lost; null without a limit
/// @param lostBecause null unless it was invalidated
public record SlotState(
    String name,
    LogSequenceNumber confirmed,
    @Nullable Integer activePid,
    @Nullable String walStatus,
    long keptBytes,
    @Nullable Long safeBytes,
    @Nullable String lostBecause) {

  // `invalidation_reason` came with PostgreSQL 17, `conflicting` with 16.
  private static final String STATE =
      """
      SELECT confirmed_flush_lsn::text, active_pid, wal_status,
             pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
                                  ELSE pg_current_wal_lsn() END, restart_lsn)::bigint,
             safe_wal_size,
             CASE WHEN to_jsonb(s) ->> 'invalidation_reason' IS NOT NULL
                    THEN to_jsonb(s) ->> 'invalidation_reason'
                  WHEN wal_status = 'lost' THEN 'wal_removed'
                  WHEN (to_jsonb(s) ->> 'conflicting')::boolean THEN 'conflict with recovery' END
      FROM pg_replication_slots s WHERE slot_name = ?
      """;

  static Optional<SlotState> read(Connection connection, String name) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(STATE)) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        String confirmed = row.getString(1);
        return Optional.of(
            new SlotState(
                name,
                confirmed == null
                    ? LogSequenceNumber.INVALID_LSN
                    : LogSequenceNumber.valueOf(confirmed),
                row.getObject(2, Integer.class),
                row.getString(3),
                row.getLong(4),
                row.getObject(5, Long.class),
                row.getString(6)));
      }
    }
  }
}
