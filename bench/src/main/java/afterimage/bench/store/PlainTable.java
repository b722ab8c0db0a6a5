package afterimage.bench.store;

import afterimage.store.NewEvent;
import afterimage.store.StreamAppend;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;

/// What one would write without a store: a table of the same columns, keys and indexes, and plain
/// JDBC. It computes nothing: versions are counted by the caller, the hash is constant.
final class PlainTable {

  private static final String COLUMNS =
      "stream_id, version, id, type, schema_version, data, actor, reason, command_id,"
          + " correlation_id, causation_id, happened_at, recorded_at, provenance, source_lsn, hash";
  private static final String VALUES =
      "(?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?, now(), ?::json, ?::pg_lsn, ?)";
  private static final String INSERT = "INSERT INTO plain.events (" + COLUMNS + ") VALUES ";
  private static final byte[] HASH = new byte[32];
  private static final int FETCHED_AT_ONCE = 1_000;

  private PlainTable() {}

  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA plain");
      statement.execute("CREATE TABLE plain.events (LIKE afterimage.events INCLUDING ALL)");
      statement.execute("CREATE SEQUENCE plain.event_position");
      statement.execute(
          "ALTER TABLE plain.events ALTER position SET DEFAULT nextval('plain.event_position')");
    }
  }

  static void insertOne(Connection connection, String stream, long version, NewEvent event)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT + VALUES)) {
      bind(insert, 1, stream, version, event);
      insert.executeUpdate();
    }
  }

  static void insertAll(Connection connection, List<StreamAppend> appends) throws SQLException {
    int events = appends.stream().mapToInt(append -> append.events().size()).sum();
    String sql = INSERT + String.join(", ", java.util.Collections.nCopies(events, VALUES));
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      int next = 1;
      for (StreamAppend append : appends) {
        long version = 0;
        for (NewEvent event : append.events()) {
          next = bind(insert, next, append.stream().value(), ++version, event);
        }
      }
      insert.executeUpdate();
    }
  }

  static void copyAll(Connection connection, List<StreamAppend> appends)
      throws SQLException, IOException {
    StringBuilder rows = new StringBuilder();
    String now = OffsetDateTime.now(ZoneOffset.UTC).toString();
    for (StreamAppend append : appends) {
      long version = 0;
      for (NewEvent event : append.events()) {
        rows.append(append.stream()).append('\t').append(++version).append('\t');
        rows.append(event.id()).append('\t').append(event.type()).append('\t');
        rows.append(event.schemaVersion()).append('\t').append(event.data()).append('\t');
        rows.append(event.metadata().actor()).append("\t\\N\t");
        rows.append(event.metadata().commandId()).append("\t\\N\t\\N\t\\N\t").append(now);
        rows.append("\t\\N\t\\N\t\\\\x").append("00".repeat(HASH.length)).append('\n');
      }
    }
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            "COPY plain.events (" + COLUMNS + ") FROM STDIN", new StringReader(rows.toString()));
  }

  /// Reads every column of the store's events in order.
  ///
  /// @return how many
  static long readAll(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    long events = 0;
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT position, stream_id, version, id, type, schema_version, data, actor, reason,"
                + " command_id, correlation_id, causation_id, happened_at, recorded_at, provenance"
                + " FROM afterimage.events ORDER BY position")) {
      query.setFetchSize(FETCHED_AT_ONCE);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          row.getLong(1);
          row.getString(2);
          row.getLong(3);
          row.getObject(4, UUID.class);
          row.getString(5);
          row.getInt(6);
          for (int column = 7; column <= 12; column++) {
            row.getString(column);
          }
          row.getObject(13, OffsetDateTime.class);
          row.getObject(14, OffsetDateTime.class);
          row.getString(15);
          events++;
        }
      }
    }
    connection.rollback();
    connection.setAutoCommit(true);
    return events;
  }

  private static int bind(
      PreparedStatement insert, int first, String stream, long version, NewEvent event)
      throws SQLException {
    int next = first;
    insert.setString(next++, stream);
    insert.setLong(next++, version);
    insert.setObject(next++, event.id());
    insert.setString(next++, event.type());
    insert.setInt(next++, event.schemaVersion());
    insert.setString(next++, event.data().text());
    insert.setString(next++, event.metadata().actor());
    insert.setString(next++, event.metadata().reason());
    insert.setString(next++, event.metadata().commandId());
    insert.setString(next++, event.metadata().correlationId());
    insert.setString(next++, event.metadata().causationId());
    insert.setNull(next++, Types.TIMESTAMP_WITH_TIMEZONE);
    insert.setString(next++, null);
    insert.setString(next++, null);
    insert.setBytes(next++, HASH);
    return next;
  }
}
