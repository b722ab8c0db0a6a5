package afterimage.capture.source;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.ReplicaIdentity;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import io.debezium.connector.postgresql.connection.LogicalDecodingMessage;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Reads what Debezium has decoded. What its messages do not say (the kind of the old row, a
/// table's identity) is taken from our own knowledge of the catalog.
final class MessageReader {

  private final Catalog catalog;
  private final TupleReader tuples;
  private final Map<String, Table> tables = new HashMap<>();

  MessageReader(Catalog catalog, TupleReader tuples) {
    this.catalog = catalog;
    this.tuples = tuples;
  }

  /// @param at where in the log the message ended
  /// @throws SourceProblem if it cannot be read by the catalog
  StreamElement read(ReplicationMessage message, LogSequenceNumber at) {
    OptionalLong transaction = message.getTransactionId();
    return switch (message.getOperation()) {
      case BEGIN -> new StreamElement.Begin(transaction.orElseThrow());
      // For the end of a transaction that is the end of its commit record.
      case COMMIT ->
          new StreamElement.End(transaction.orElseThrow(), at, committed(message.getCommitTime()));
      case MESSAGE -> message((LogicalDecodingMessage) message);
      // Where a transaction came from that was replicated itself says nothing about rows.
      case ORIGIN, NOOP -> new StreamElement.Aside();
      case INSERT, UPDATE, DELETE, TRUNCATE ->
          // Of a table that is in the publication, but not captured.
          message.isSkippedMessage() ? new StreamElement.Aside() : change(message, transaction);
    };
  }

  /// PostgreSQL keeps it to the microsecond; events have had it to the millisecond from the first
  /// on, so that one that is derived again is the same.
  private static Instant committed(Instant time) {
    return Instant.ofEpochMilli(time.toEpochMilli());
  }

  private StreamElement change(ReplicationMessage message, OptionalLong in) {
    if (in.isEmpty()) {
      throw new SourceProblem(
          "A change of a row came without a transaction for " + message.getTable());
    }
    long transaction = in.getAsLong();
    Table table = tables.computeIfAbsent(message.getTable(), this::table);
    return switch (message.getOperation()) {
      case INSERT ->
          new StreamElement.Insert(
              transaction, table.id(), tuples.row(table, message.getNewTupleList(), Row.EMPTY));
      case UPDATE -> {
        OldRow old = old(table, message.getOldTupleList());
        // A value that this update did not touch may stand in the old row.
        yield new StreamElement.Update(
            transaction,
            table.id(),
            old,
            tuples.row(table, message.getNewTupleList(), old.known()));
      }
      case DELETE ->
          new StreamElement.Delete(transaction, table.id(), old(table, message.getOldTupleList()));
      case TRUNCATE -> new StreamElement.Truncate(transaction, table.id());
      default ->
          throw new SourceProblem(
              "A change with the unknown operation %s came for %s"
                  .formatted(message.getOperation(), table.id()));
    };
  }

  private static StreamElement message(LogicalDecodingMessage message) {
    OptionalLong transaction = message.getTransactionId();
    return transaction.isEmpty()
        ? new StreamElement.Aside()
        : new StreamElement.LogicalMessage(
            transaction.getAsLong(),
            message.getPrefix(),
            new String(message.getContent(), StandardCharsets.UTF_8));
  }

  private OldRow old(Table table, @Nullable List<ReplicationMessage.Column> tuple) {
    if (tuple == null || tuple.isEmpty()) {
      return new OldRow.NotLogged();
    }
    Row row = tuples.row(table, tuple, Row.EMPTY);
    return table.replicaIdentity() == ReplicaIdentity.FULL
        ? new OldRow.Full(row)
        : new OldRow.KeyOnly(row.only(List.copyOf(table.identity())));
  }

  /// @param name as Debezium writes it, with quotes
  private Table table(String name) {
    io.debezium.relational.TableId read = io.debezium.relational.TableId.parse(name, false);
    TableId id = new TableId(read.schema(), read.table());
    return catalog
        .table(id)
        .orElseThrow(
            () ->
                new SourceProblem(
                    "A change came for %s, which was not there when capture started. Start again"
                        .formatted(id)));
  }
}
