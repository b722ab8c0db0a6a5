package afterimage.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// One event: one call of the database's `append_event`, so one round trip.
final class SingleAppend {

  private static final String CALL =
      "SELECT outcome, version, position, recorded"
          + " FROM afterimage.append_event(?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?, ?::json,"
          + " ?::pg_lsn)";
  private static final String OWNER = "SELECT stream_id FROM afterimage.events WHERE id = ?";

  private SingleAppend() {}

  static Appended execute(AppendPlan plan, Connection connection) throws SQLException {
    StreamId stream = plan.streams().getFirst();
    long expected = plan.expected().getFirst();
    NewEvent event = plan.entries().getFirst().event();
    try (PreparedStatement call = connection.prepareStatement(CALL)) {
      bind(call, stream, expected, event);
      try (ResultSet row = call.executeQuery()) {
        row.next();
        int outcome = row.getInt(1);
        long version = row.getLong(2);
        return switch (outcome) {
          case 0, 1 ->
              new Appended(
                  event.id(),
                  stream,
                  version,
                  row.getLong(3),
                  row.getObject(4, OffsetDateTime.class).toInstant(),
                  outcome == 0);
          case 2 -> throw new VersionConflict(stream, expected, version);
          case 3 -> throw new EventIdReused(event.id(), owner(connection, event), version);
          default -> throw new IllegalStateException("append_event answered " + outcome);
        };
      }
    }
  }

  private static void bind(PreparedStatement call, StreamId stream, long expected, NewEvent event)
      throws SQLException {
    Metadata metadata = event.metadata();
    Provenance provenance = metadata.provenance();
    call.setString(1, stream.value());
    call.setLong(2, expected);
    call.setObject(3, event.id());
    call.setString(4, event.type());
    call.setInt(5, event.schemaVersion());
    call.setString(6, event.data().text());
    call.setString(7, metadata.actor());
    call.setString(8, metadata.reason());
    call.setString(9, metadata.commandId());
    call.setString(10, metadata.correlationId());
    call.setString(11, metadata.causationId());
    call.setObject(12, utc(metadata.happenedAt()), Types.TIMESTAMP_WITH_TIMEZONE);
    call.setString(13, provenance == null ? null : ProvenanceJson.write(provenance).text());
    call.setString(14, provenance == null ? null : provenance.commit().asString());
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static StreamId owner(Connection connection, NewEvent event) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(OWNER)) {
      query.setObject(1, event.id());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return new StreamId(row.getString(1));
      }
    }
  }
}
