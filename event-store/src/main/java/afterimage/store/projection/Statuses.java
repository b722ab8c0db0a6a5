package afterimage.store.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How fresh the live projections of a database are.
final class Statuses {

  // The lock is the one of SessionLock: who holds it is at the rebuild now.
  private static final String QUERY =
      """
      SELECT live.name, live.version, live.inline, live.position, next.position,
        EXISTS (SELECT FROM pg_locks l
          WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND ((l.classid::bigint << 32) | l.objid::bigint)
              = hashtextextended('afterimage ' || ? || live.name, 0)),
        (SELECT e.recorded_at FROM afterimage.events e
          WHERE e.position > live.position AND e.position <= ? ORDER BY e.position LIMIT 1)
      FROM afterimage.projections live
      LEFT JOIN afterimage.projections next ON next.name = live.name AND next.stage = 'next'
      WHERE live.stage = 'live' AND (? OR live.name = ?) ORDER BY live.name
      """;

  private Statuses() {}

  /// @param name of the only one; null for all
  /// @param readable what they are measured against
  static List<ProjectionStatus> read(Connection connection, @Nullable String name, long readable)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setString(1, Rebuild.LOCK);
      query.setLong(2, readable);
      query.setBoolean(3, name == null);
      query.setString(4, name);
      List<ProjectionStatus> statuses = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          statuses.add(status(row, readable));
        }
      }
      return statuses;
    }
  }

  private static ProjectionStatus status(ResultSet row, long readable) throws SQLException {
    boolean inline = row.getBoolean(3);
    long position = inline ? Math.max(readable, row.getLong(4)) : row.getLong(4);
    Long next = row.getObject(5, Long.class);
    return new ProjectionStatus(
        row.getString(1),
        row.getInt(2),
        inline,
        position,
        Math.max(0, readable - position),
        inline ? Duration.ZERO : behind(row.getObject(7, OffsetDateTime.class)),
        next == null ? Optional.empty() : Optional.of(new Rebuilding(next, row.getBoolean(6))),
        readable);
  }

  /// The two clocks may differ a little; nothing is ahead.
  private static Duration behind(@Nullable OffsetDateTime first) {
    if (first == null) {
      return Duration.ZERO;
    }
    Duration behind = Duration.between(first.toInstant(), Instant.now());
    return behind.isNegative() ? Duration.ZERO : behind;
  }
}
