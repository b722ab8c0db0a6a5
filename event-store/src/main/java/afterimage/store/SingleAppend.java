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

/// One event: one statement, so one round trip.
final class SingleAppend {

  /// What `append_event` does where nothing speaks against it, as one plan: a quarter less work for
  /// the server than a function of several statements. It answers no row if the version is another
  /// one, and fails if the id is there or somebody else was faster; the function then says which.
  private static final String INSERT =
      """
      INSERT INTO afterimage.events (
        position, stream_id, version, id, type, schema_version, data, actor, reason, command_id,
        correlation_id, causation_id, happened_at, recorded_at, provenance, source_lsn, hash)
      SELECT position, stream, version, id, type, schema_version, data, actor, reason, command_id,
        correlation_id, causation_id, happened_at, recorded_at, provenance, source_lsn,
        sha256(coalesce(previous, '') || record_send(ROW(
          position, stream, version, id, type, schema_version, data, actor, reason, command_id,
          correlation_id, causation_id, happened_at, recorded_at, provenance, source_lsn)))
      FROM (
        SELECT given.*, nextval('afterimage.event_position') AS position,
          coalesce(head.version, 0) + 1 AS version,
          greatest(clock_timestamp(), head.recorded_at) AS recorded_at, head.hash AS previous
        FROM (SELECT ?::text AS stream, ?::bigint AS expected, ?::uuid AS id, ?::text AS type,
            ?::integer AS schema_version, ?::json AS data, ?::text AS actor, ?::text AS reason,
            ?::text AS command_id, ?::text AS correlation_id, ?::text AS causation_id,
            ?::timestamptz AS happened_at, ?::json AS provenance, ?::pg_lsn AS source_lsn) given
        CROSS JOIN LATERAL (
          SELECT pg_advisory_xact_lock(afterimage.append_stream_key(given.stream)),
            pg_advisory_xact_lock_shared(afterimage.append_floor_key(
              coalesce(pg_sequence_last_value('afterimage.event_position'), 0)))
          OFFSET 0) locked
        LEFT JOIN LATERAL (
          SELECT e.version, e.hash, e.recorded_at FROM afterimage.events e
          WHERE e.stream_id = given.stream ORDER BY e.version DESC LIMIT 1) head ON true
        WHERE given.expected < 0 OR given.expected = coalesce(head.version, 0)
        OFFSET 0) next
      RETURNING version, position, recorded_at
      """;

  private static final String UNIQUE_VIOLATION = "23505";

  private static final String CALL =
      "SELECT outcome, version, position, recorded"
          + " FROM afterimage.append_event(?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?, ?::json,"
          + " ?::pg_lsn)";
  private static final String OWNER = "SELECT stream_id FROM afterimage.events WHERE id = ?";

  private SingleAppend() {}

  /// On a connection where each statement is a transaction of its own.
  static Appended executeAlone(AppendPlan plan, Connection connection) throws SQLException {
    StreamId stream = plan.streams().getFirst();
    NewEvent event = plan.entries().getFirst().event();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      bind(insert, stream, plan.expected().getFirst(), event);
      try (ResultSet row = insert.executeQuery()) {
        if (row.next()) {
          return new Appended(
              event.id(),
              stream,
              row.getLong(1),
              row.getLong(2),
              row.getObject(3, OffsetDateTime.class).toInstant(),
              true);
        }
      }
    } catch (SQLException e) {
      if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
    }
    return execute(plan, connection);
  }

  /// After a refusal the transaction can go on.
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
