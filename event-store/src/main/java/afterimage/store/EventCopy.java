package afterimage.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Copies events into the table in PostgreSQL's binary format, and makes the links of their chains
/// on the way: the bytes that are hashed are those of `record_send` over the columns, which are the
/// copied ones with type ids in front. See `append_event`, which does the same in the database.
///
/// Formats: PostgreSQL's manual on COPY, "Binary Format"; record_send in its rowtypes.c.
final class EventCopy implements AutoCloseable {

  private static final String COPY =
      "COPY afterimage.events (position, stream_id, version, id, type, schema_version, data, actor,"
          + " reason, command_id, correlation_id, causation_id, happened_at, recorded_at,"
          + " provenance, source_lsn, hash) FROM STDIN (FORMAT binary)";
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int COLUMNS = 16;
  private static final int SENT_AT_ONCE = 1 << 18;
  private static final long EPOCH_SECOND_OF_2000 = 946_684_800;

  // The ids of built-in types, which never change.
  private static final int INT8 = 20;
  private static final int INT4 = 23;
  private static final int TEXT = 25;
  private static final int JSON = 114;
  private static final int TIMESTAMPTZ = 1184;
  private static final int UUID_TYPE = 2950;
  private static final int PG_LSN = 3220;

  private final CopyIn copy;
  private final MessageDigest sha256;
  private ByteBuffer out = ByteBuffer.allocate(2 * SENT_AT_ONCE);
  private ByteBuffer envelope = ByteBuffer.allocate(4096);
  private final StringBuilder json = new StringBuilder(400);

  private EventCopy(CopyIn copy) {
    this.copy = copy;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
    out.put(HEADER);
  }

  static EventCopy into(Connection connection) throws SQLException {
    return new EventCopy(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY));
  }

  /// @param previous the hash of the stream's event before; null for the first
  /// @return the event's hash
  byte[] add(
      long position,
      StreamId stream,
      long version,
      NewEvent event,
      Instant recordedAt,
      byte @Nullable [] previous)
      throws SQLException {
    Metadata metadata = event.metadata();
    Provenance provenance = metadata.provenance();
    out = room(out, 2);
    out.putShort((short) (COLUMNS + 1));
    envelope.clear();
    envelope.putInt(COLUMNS);
    number(position);
    text(TEXT, stream.value());
    number(version);
    uuid(event.id());
    text(TEXT, event.type());
    field(INT4, Integer.BYTES);
    out.putInt(event.schemaVersion());
    envelope.putInt(event.schemaVersion());
    text(JSON, event.data().text());
    text(TEXT, metadata.actor());
    text(TEXT, metadata.reason());
    text(TEXT, metadata.commandId());
    text(TEXT, metadata.correlationId());
    text(TEXT, metadata.causationId());
    timestamp(metadata.happenedAt());
    timestamp(recordedAt);
    text(JSON, provenance == null ? null : written(provenance));
    lsn(provenance);

    if (previous != null) {
      sha256.update(previous);
    }
    sha256.update(envelope.array(), 0, envelope.position());
    byte[] hash = sha256.digest();
    out = room(out, Integer.BYTES + hash.length);
    out.putInt(hash.length).put(hash);
    if (out.position() >= SENT_AT_ONCE) {
      send();
    }
    return hash;
  }

  private String written(Provenance provenance) {
    json.setLength(0);
    ProvenanceJson.write(provenance, json);
    return json.toString();
  }

  void end() throws SQLException {
    out = room(out, 2);
    out.putShort((short) -1);
    send();
    copy.endCopy();
  }

  /// Gives up what has not ended, so that the connection can be used again.
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private void send() throws SQLException {
    copy.writeToCopy(out.array(), 0, out.position());
    out.clear();
  }

  private void number(long value) {
    field(INT8, Long.BYTES);
    out.putLong(value);
    envelope.putLong(value);
  }

  private void uuid(UUID id) {
    field(UUID_TYPE, 2 * Long.BYTES);
    out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    envelope.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private void timestamp(@Nullable Instant instant) {
    if (instant == null) {
      field(TIMESTAMPTZ, -1);
      return;
    }
    long micros =
        (instant.getEpochSecond() - EPOCH_SECOND_OF_2000) * 1_000_000 + instant.getNano() / 1_000;
    field(TIMESTAMPTZ, Long.BYTES);
    out.putLong(micros);
    envelope.putLong(micros);
  }

  private void lsn(@Nullable Provenance provenance) {
    if (provenance == null) {
      field(PG_LSN, -1);
      return;
    }
    field(PG_LSN, Long.BYTES);
    out.putLong(provenance.commit().asLong());
    envelope.putLong(provenance.commit().asLong());
  }

  private void text(int type, @Nullable String text) {
    if (text == null) {
      field(type, -1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    field(type, bytes.length);
    out.put(bytes);
    envelope.put(bytes);
  }

  /// The head of a field in both, and room for the rest.
  private void field(int type, int length) {
    out = room(out, Integer.BYTES + Math.max(length, 0));
    envelope = room(envelope, 2 * Integer.BYTES + Math.max(length, 0));
    out.putInt(length);
    envelope.putInt(type).putInt(length);
  }

  private static ByteBuffer room(ByteBuffer buffer, int more) {
    if (buffer.remaining() >= more) {
      return buffer;
    }
    int needed = Math.addExact(buffer.position(), more);
    return ByteBuffer.allocate(Math.max(needed, buffer.capacity() * 2)).put(buffer.flip());
  }
}
