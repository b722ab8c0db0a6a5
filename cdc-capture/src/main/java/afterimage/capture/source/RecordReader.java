package afterimage.capture.source;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.ReplicaIdentity;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.TableId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Reads Debezium's records. What they do not say (the kind of the old row, a table's identity) is
/// taken from our own knowledge of the catalog.
final class RecordReader {

  private static final String TRANSACTION_TOPIC = EngineSettings.PREFIX + ".transaction";

  private final Catalog catalog;
  private final CellReader cells;

  RecordReader(Catalog catalog, String placeholder) {
    this.catalog = catalog;
    this.cells = new CellReader(placeholder);
  }

  StreamElement read(SourceRecord record) {
    if (!(record.value() instanceof Struct value)) {
      throw new SourceProblem("A record without a value came on topic " + record.topic());
    }
    return record.topic().equals(TRANSACTION_TOPIC) ? boundary(value) : change(record, value);
  }

  private static StreamElement boundary(Struct value) {
    // The id is `transaction:LSN`; for the END the LSN is that of the end of the commit record.
    String[] id = value.getString("id").split(":", 2);
    long transaction = Long.parseLong(id[0]);
    if (value.getString("status").equals("BEGIN")) {
      return new StreamElement.Begin(transaction);
    }
    return new StreamElement.End(
        transaction,
        LogSequenceNumber.valueOf(Long.parseLong(id[1])),
        Instant.ofEpochMilli(value.getInt64("ts_ms")),
        value.getInt64("event_count"));
  }

  private StreamElement change(SourceRecord record, Struct value) {
    Struct source = value.getStruct("source");
    Long transaction = source.getInt64("txId");
    String operation = value.getString("op");
    if (operation.equals("m")) {
      return message(value.getStruct("message"), transaction);
    }
    if (transaction == null) {
      throw new SourceProblem("A change of a row came without a transaction on " + record.topic());
    }
    Table table = table(new TableId(source.getString("schema"), source.getString("table")));
    Struct before = struct(value, "before");
    Struct after = struct(value, "after");
    return switch (operation) {
      case "c" ->
          header(record, "__debezium.oldkey")
              ? new StreamElement.KeyTaken(
                  transaction, table.id(), cells.row(table, required(after)))
              : new StreamElement.Insert(
                  transaction, table.id(), cells.row(table, required(after)));
      case "u" ->
          new StreamElement.Update(
              transaction, table.id(), old(table, before), cells.row(table, required(after)));
      case "d" ->
          header(record, "__debezium.newkey")
              ? new StreamElement.KeyLeft(transaction, table.id(), old(table, before))
              : new StreamElement.Delete(transaction, table.id(), old(table, before));
      case "t" -> new StreamElement.Truncate(transaction, table.id());
      default ->
          throw new SourceProblem(
              "A change with the unknown operation %s came for %s"
                  .formatted(operation, table.id()));
    };
  }

  private static StreamElement message(Struct message, @Nullable Long transaction) {
    if (transaction == null) {
      return new StreamElement.Aside();
    }
    return new StreamElement.LogicalMessage(
        transaction,
        message.getString("prefix"),
        new String(HexFormat.of().parseHex(message.getString("content")), StandardCharsets.UTF_8));
  }

  private OldRow old(Table table, @Nullable Struct before) {
    if (before == null) {
      return new OldRow.NotLogged();
    }
    return table.replicaIdentity() == ReplicaIdentity.FULL
        ? new OldRow.Full(cells.row(table, before))
        : new OldRow.KeyOnly(cells.row(table, before).only(List.copyOf(table.identity())));
  }

  private Table table(TableId id) {
    return catalog
        .table(id)
        .orElseThrow(
            () ->
                new SourceProblem(
                    "A change came for %s, which was not there when capture started. Start again"
                        .formatted(id)));
  }

  private static @Nullable Struct struct(Struct value, String field) {
    return value.schema().field(field) == null ? null : value.getStruct(field);
  }

  private static Struct required(@Nullable Struct after) {
    if (after == null) {
      throw new SourceProblem("A change came without the row that it left");
    }
    return after;
  }

  private static boolean header(SourceRecord record, String name) {
    return record.headers().lastWithName(name) != null;
  }
}
