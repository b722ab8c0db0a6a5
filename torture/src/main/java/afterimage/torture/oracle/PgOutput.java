package afterimage.torture.oracle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Decodes `pgoutput`, protocol version 1, as PostgreSQL's documentation describes it (chapter
/// "Logical Replication Message Formats"); as much of it as tells which rows a transaction changed.
final class PgOutput {

  private record Relation(String name, List<Boolean> key) {}

  private final Map<Integer, Relation> relations = new HashMap<>();
  private List<LoggedTransaction.Change> changes = new ArrayList<>();
  private long transaction;
  private int ordinal;

  /// @return the transaction, when this message ends it
  Optional<LoggedTransaction> read(ByteBuffer message) {
    char type = (char) message.get();
    switch (type) {
      case 'B' -> {
        message.getLong();
        message.getLong();
        transaction = Integer.toUnsignedLong(message.getInt());
        changes = new ArrayList<>();
        ordinal = 0;
      }
      case 'C' -> {
        message.get();
        message.getLong();
        return Optional.of(
            new LoggedTransaction(
                transaction, LogSequenceNumber.valueOf(message.getLong()), changes));
      }
      case 'R' -> relation(message);
      case 'M' -> ordinal++;
      case 'I' -> {
        Relation relation = relation(message.getInt());
        message.get();
        change('I', relation, null, tuple(message));
      }
      case 'U' -> {
        Relation relation = relation(message.getInt());
        char kind = (char) message.get();
        List<@Nullable String> old = null;
        if (kind != 'N') {
          old = tuple(message);
          message.get();
        }
        change('U', relation, old, tuple(message));
      }
      case 'D' -> {
        Relation relation = relation(message.getInt());
        message.get();
        change('D', relation, tuple(message), null);
      }
      case 'T' -> {
        int count = message.getInt();
        message.get();
        for (int i = 0; i < count; i++) {
          Relation relation = relation(message.getInt());
          changes.add(new LoggedTransaction.Change(++ordinal, 'T', relation.name, "", ""));
        }
      }
      case 'Y', 'O' -> {}
      default -> throw new IllegalStateException("pgoutput sent a message of the type " + type);
    }
    return Optional.empty();
  }

  private void relation(ByteBuffer message) {
    int id = message.getInt();
    text(message);
    String name = text(message);
    message.get();
    List<Boolean> key = new ArrayList<>();
    int columns = message.getShort();
    for (int i = 0; i < columns; i++) {
      boolean isKey = message.get() == 1;
      String column = text(message);
      message.getInt();
      message.getInt();
      // Under REPLICA IDENTITY FULL every column is flagged; ours have their keys by name.
      key.add(isKey && (column.equals("k") || column.equals("k2")));
    }
    relations.put(id, new Relation(name, key));
  }

  private Relation relation(int id) {
    Relation relation = relations.get(id);
    if (relation == null) {
      throw new IllegalStateException("pgoutput speaks of the unknown relation " + id);
    }
    return relation;
  }

  private void change(
      char operation,
      Relation relation,
      @Nullable List<@Nullable String> old,
      @Nullable List<@Nullable String> row) {
    String before = old == null ? "" : key(relation, old);
    String after = row == null ? "" : key(relation, row);
    changes.add(
        new LoggedTransaction.Change(
            ++ordinal, operation, relation.name, before.isEmpty() ? after : before, after));
  }

  private static String key(Relation relation, List<@Nullable String> row) {
    List<String> key = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      if (relation.key.get(i)) {
        key.add(String.valueOf(row.get(i)));
      }
    }
    return String.join("~", key);
  }

  /// The columns' texts; null for NULL and for what was not sent.
  private static List<@Nullable String> tuple(ByteBuffer message) {
    List<@Nullable String> columns = new ArrayList<>();
    int count = message.getShort();
    for (int i = 0; i < count; i++) {
      char kind = (char) message.get();
      if (kind == 't') {
        byte[] bytes = new byte[message.getInt()];
        message.get(bytes);
        columns.add(new String(bytes, StandardCharsets.UTF_8));
      } else {
        columns.add(null);
      }
    }
    return columns;
  }

  private static String text(ByteBuffer message) {
    int start = message.position();
    while (message.get() != 0) {
      // Up to the zero that ends it.
      continue;
    }
    byte[] bytes = new byte[message.position() - start - 1];
    message.get(start, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
