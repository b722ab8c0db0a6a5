package afterimage.capture.source;

import afterimage.capture.change.OldRow;
import afterimage.capture.change.Row;
import io.debezium.connector.postgresql.TypeRegistry;
import io.debezium.connector.postgresql.connection.LogicalDecodingMessage;
import io.debezium.connector.postgresql.connection.MessageDecoder;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Reads the messages of `pgoutput`. Those about one row, which are nearly all, it reads itself;
/// Debezium's decoder reads the others, and keeps what they say of tables and their types.
///
/// Format: PostgreSQL's manual, "Logical Replication Message Formats".
final class MessageReader {

  private static final int NONE = -1;

  private final Relations relations;
  private final MessageDecoder decoder;
  private final TypeRegistry types;
  private long transaction = NONE;

  MessageReader(Relations relations, MessageDecoder decoder, TypeRegistry types) {
    this.relations = relations;
    this.decoder = decoder;
    this.types = types;
  }

  /// @param at where in the log the message stands; for the end of a transaction that is the end of
  ///     its commit record
  /// @return what it says about transactions and rows; nothing, or of a TRUNCATE one for each table
  /// @throws SourceProblem if it cannot be read by the catalog
  List<StreamElement> read(ByteBuffer message, LogSequenceNumber at)
      throws SQLException, InterruptedException {
    byte kind = message.get(message.position());
    return switch (kind) {
      case 'I', 'U', 'D' -> {
        message.get();
        TupleLayout tuples = relations.layout(message.getInt());
        // Of a table that is in the publication, but not captured.
        yield tuples == null ? List.of() : List.of(change(kind, tuples, message));
      }
      case 'R' -> {
        relations.described(message.duplicate());
        yield decoded(message, at);
      }
      default -> decoded(message, at);
    };
  }

  private StreamElement change(byte kind, TupleLayout tuples, ByteBuffer message) {
    if (transaction == NONE) {
      throw new SourceProblem(
          "A change of a row came without a transaction for " + tuples.table().id());
    }
    return switch (kind) {
      case 'I' -> {
        message.get();
        yield new StreamElement.Insert(
            transaction, tuples.table().id(), tuples.row(message, Row.EMPTY));
      }
      case 'U' -> {
        byte first = message.get();
        OldRow old = first == 'N' ? new OldRow.NotLogged() : old(first, tuples, message);
        if (first != 'N') {
          message.get();
        }
        // A value that this update did not touch may stand in the old row.
        yield new StreamElement.Update(
            transaction, tuples.table().id(), old, tuples.row(message, old.known()));
      }
      default ->
          new StreamElement.Delete(
              transaction, tuples.table().id(), old(message.get(), tuples, message));
    };
  }

  private static OldRow old(byte kind, TupleLayout tuples, ByteBuffer message) {
    Row row = tuples.row(message, Row.EMPTY);
    return switch (kind) {
      case 'O' -> new OldRow.Full(row);
      case 'K' -> new OldRow.KeyOnly(row.only(tuples.key()));
      default ->
          throw new SourceProblem(
              "An old row of the unknown kind %d came for %s".formatted(kind, tuples.table().id()));
    };
  }

  private List<StreamElement> decoded(ByteBuffer message, LogSequenceNumber at)
      throws SQLException, InterruptedException {
    List<StreamElement> elements = new ArrayList<>(1);
    decoder.processMessage(
        message,
        decoded -> {
          StreamElement element = element(decoded, at);
          if (element != null) {
            elements.add(element);
          }
        },
        types);
    return elements;
  }

  private @Nullable StreamElement element(ReplicationMessage message, LogSequenceNumber at) {
    return switch (message.getOperation()) {
      case BEGIN -> {
        transaction = message.getTransactionId().orElseThrow();
        yield new StreamElement.Begin(transaction);
      }
      case COMMIT -> {
        long ended = transaction;
        transaction = NONE;
        yield new StreamElement.End(ended, at, committed(message.getCommitTime()));
      }
      case MESSAGE -> message((LogicalDecodingMessage) message);
      case TRUNCATE ->
          new StreamElement.Truncate(transaction, relations.captured(message.getTable()).id());
      // Where a transaction came from that was replicated itself says nothing about rows.
      case ORIGIN, NOOP -> null;
      default -> throw new SourceProblem("The operation %s came".formatted(message.getOperation()));
    };
  }

  /// PostgreSQL keeps it to the microsecond; events have had it to the millisecond from the first
  /// on, so that one that is derived again is the same.
  private static Instant committed(Instant time) {
    return Instant.ofEpochMilli(time.toEpochMilli());
  }

  private static @Nullable StreamElement message(LogicalDecodingMessage message) {
    return message.isTransactional()
        ? new StreamElement.LogicalMessage(
            message.getTransactionId().orElseThrow(),
            message.getPrefix(),
            new String(message.getContent(), StandardCharsets.UTF_8))
        : null;
  }
}
