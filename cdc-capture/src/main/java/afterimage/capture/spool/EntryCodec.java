package afterimage.capture.spool;

import afterimage.capture.change.Cell;
import afterimage.capture.change.LogEntry;
import afterimage.capture.change.Message;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.postgresql.replication.LogSequenceNumber;

/// Entries of one transaction as bytes. The commit's LSN is not written: it is known only at the
/// end. Names of tables and columns are kept here and written as numbers.
public final class EntryCodec implements Codec<LogEntry> {

  private static final int MESSAGE = 0;
  private static final int FOUND = 1;
  private static final int INSERTED = 2;
  private static final int UPDATED = 3;
  private static final int DELETED = 4;
  private static final int TRUNCATED = 5;
  private static final int FULL = 0;
  private static final int KEY_ONLY = 1;
  private static final int NOT_LOGGED = 2;

  private final Supplier<LogSequenceNumber> commit;
  private final Map<Object, Integer> numbers = new HashMap<>();
  private final List<TableId> tables = new ArrayList<>();
  private final List<List<String>> shapes = new ArrayList<>();

  /// @param commit asked when an entry is read
  public EntryCodec(Supplier<LogSequenceNumber> commit) {
    this.commit = commit;
  }

  @Override
  public void write(LogEntry entry, DataOutputStream out) throws IOException {
    switch (entry) {
      case Message(Position at, String prefix, String content) -> {
        out.writeByte(MESSAGE);
        out.writeInt(at.ordinal());
        Texts.write(prefix, out);
        Texts.write(content, out);
      }
      case RowChange.Found(var table, var at, Row row) -> {
        begin(FOUND, table, at, out);
        write(row, out);
      }
      case RowChange.Inserted(var table, var at, Row row) -> {
        begin(INSERTED, table, at, out);
        write(row, out);
      }
      case RowChange.Updated(var table, var at, OldRow old, Row row) -> {
        begin(UPDATED, table, at, out);
        write(old, out);
        write(row, out);
      }
      case RowChange.Deleted(var table, var at, OldRow old) -> {
        begin(DELETED, table, at, out);
        write(old, out);
      }
      case RowChange.Truncated(var table, var at) -> begin(TRUNCATED, table, at, out);
    }
  }

  @Override
  public LogEntry read(DataInputStream in) throws IOException {
    int kind = in.readByte();
    Position at = new Position(commit.get(), in.readInt());
    if (kind == MESSAGE) {
      return new Message(at, Texts.read(in), Texts.read(in));
    }
    TableId table = tables.get(in.readInt());
    return switch (kind) {
      case FOUND -> new RowChange.Found(table, at, row(in));
      case INSERTED -> new RowChange.Inserted(table, at, row(in));
      case UPDATED -> new RowChange.Updated(table, at, old(in), row(in));
      case DELETED -> new RowChange.Deleted(table, at, old(in));
      case TRUNCATED -> new RowChange.Truncated(table, at);
      default -> throw new IOException("there is no entry of kind " + kind);
    };
  }

  private void begin(int kind, TableId table, Position at, DataOutputStream out)
      throws IOException {
    out.writeByte(kind);
    out.writeInt(at.ordinal());
    out.writeInt(number(table, tables));
  }

  private void write(OldRow old, DataOutputStream out) throws IOException {
    switch (old) {
      case OldRow.Full(Row row) -> {
        out.writeByte(FULL);
        write(row, out);
      }
      case OldRow.KeyOnly(Row key) -> {
        out.writeByte(KEY_ONLY);
        write(key, out);
      }
      case OldRow.NotLogged() -> out.writeByte(NOT_LOGGED);
    }
  }

  private OldRow old(DataInputStream in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case FULL -> new OldRow.Full(row(in));
      case KEY_ONLY -> new OldRow.KeyOnly(row(in));
      case NOT_LOGGED -> new OldRow.NotLogged();
      default -> throw new IOException("there is no old row of kind " + kind);
    };
  }

  private void write(Row row, DataOutputStream out) throws IOException {
    out.writeInt(number(List.copyOf(row.cells().keySet()), shapes));
    for (Cell cell : row.cells().values()) {
      CellCodec.write(cell, out);
    }
  }

  private Row row(DataInputStream in) throws IOException {
    List<String> columns = shapes.get(in.readInt());
    Map<String, Cell> cells = LinkedHashMap.newLinkedHashMap(columns.size());
    for (String column : columns) {
      cells.put(column, CellCodec.read(in));
    }
    return new Row(cells);
  }

  private <T> int number(T name, List<T> names) {
    Integer number = numbers.get(name);
    if (number == null) {
      number = names.size();
      numbers.put(name, number);
      names.add(name);
    }
    return number;
  }
}
