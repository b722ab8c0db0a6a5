package afterimage.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// From a row of `events` to an event.
final class EventRow {

  static final String COLUMNS =
      "position, stream_id, version, id, type, schema_version, data, actor, reason, command_id,"
          + " correlation_id, causation_id, happened_at, recorded_at, provenance";

  private EventRow() {}

  /// By index, since this is done a million times.
  static RecordedEvent read(ResultSet row) throws SQLException {
    String provenance = row.getString(15);
    return new RecordedEvent(
        row.getLong(1),
        new StreamId(row.getString(2)),
        row.getLong(3),
        row.getObject(4, UUID.class),
        row.getString(5),
        row.getInt(6),
        Json.stored(row.getString(7)),
        new Metadata(
            row.getString(8),
            row.getString(9),
            row.getString(10),
            row.getString(11),
            row.getString(12),
            instant(row, 13),
            provenance == null ? null : ProvenanceJson.read(Json.stored(provenance))),
        row.getObject(14, OffsetDateTime.class).toInstant());
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
