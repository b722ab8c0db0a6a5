package afterimage.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// Goes from one stream to the next in the index of streams and versions, so that long streams cost
/// no more than short ones.
final class StreamHeads {

  // What comes after the prefix in the order of bytes is found in the index; the rest is filtered.
  private static final String QUERY =
      """
      WITH RECURSIVE streams (id, n) AS (
        (SELECT stream_id, 1 FROM afterimage.events
          WHERE stream_id > ? AND stream_id >= ? ORDER BY stream_id LIMIT 1)
        UNION ALL
        SELECT (SELECT e.stream_id FROM afterimage.events e WHERE e.stream_id > s.id
                ORDER BY e.stream_id LIMIT 1), n + 1
          FROM streams s WHERE starts_with(s.id, ?) AND n < ?)
      SELECT s.id, h.version, h.position, h.type, h.recorded_at FROM streams s
        CROSS JOIN LATERAL (SELECT * FROM afterimage.events e WHERE e.stream_id = s.id
                            ORDER BY e.version DESC LIMIT 1) h
        WHERE starts_with(s.id, ?) ORDER BY s.id
      """;

  private StreamHeads() {}

  static List<StreamHead> read(Connection connection, String after, String prefix, int limit)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setString(1, after);
      query.setString(2, prefix);
      query.setString(3, prefix);
      query.setInt(4, limit);
      query.setString(5, prefix);
      List<StreamHead> heads = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          heads.add(
              new StreamHead(
                  new StreamId(row.getString(1)),
                  row.getLong(2),
                  row.getLong(3),
                  row.getString(4),
                  row.getObject(5, OffsetDateTime.class).toInstant()));
        }
      }
      return heads;
    }
  }
}
