package afterimage.store.integrity;

import afterimage.store.StreamId;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What an event is in its stream's chain.
///
/// @param hash the one that is stored beside it
/// @param envelope the bytes that the hash is made of, after the hash of the event before Links
///     are never compared with each other.
@SuppressWarnings("ArrayRecordComponent")
record Link(StreamId stream, long version, long position, byte[] hash, byte[] envelope) {

  static final String COLUMNS =
      "stream_id, version, position, hash, record_send(ROW(position, stream_id, version, id, type,"
          + " schema_version, data, actor, reason, command_id, correlation_id, causation_id,"
          + " happened_at, recorded_at, provenance, source_lsn))";

  static Link read(ResultSet row) throws SQLException {
    return new Link(
        new StreamId(row.getString(1)),
        row.getLong(2),
        row.getLong(3),
        row.getBytes(4),
        row.getBytes(5));
  }
}
