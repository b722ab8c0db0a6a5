package afterimage.capture.chapter;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.ReplicaIdentity;
import afterimage.capture.catalog.Table;
import afterimage.capture.catalog.TestCatalog;
import afterimage.capture.change.Cell;
import afterimage.capture.change.LogEntry;
import afterimage.capture.change.Message;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Orders, their lines and the parts of these, a log beside them, random work on their rows, and a
/// random mapping with all that looks beyond one change.
final class RandomOrders {

  private static final TableId ORDERS = TableId.parse("orders");
  private static final TableId LINES = TableId.parse("lines");
  private static final TableId PARTS = TableId.parse("parts");
  private static final TableId LOGS = TableId.parse("logs");

  private static final List<String> EVENTS =
      List.of(
          "Opened: { from: [ { insert: orders, data: { note: after.note } } ] }",
          "Placed: { from: [ { insert: orders, with: [ { insert: lines } ], when: size(inserted.public.lines) != 2,"
              + " data: { note: after.note, lines: size(inserted.public.lines) } } ] }",
          "LineAdded: { from: [ { insert: lines, data: { line: after.id, sku: after.sku } } ] }",
          "LineCame: { from: [ { insert: lines, with: [ { insert: orders } ], when: size(inserted.public.orders) > 0,"
              + " data: { line: after.id, sku: after.sku } } ] }",
          "LineGone: { from: [ { delete: lines, data: { line: before.id } } ] }",
          "Emptied: { over: LineGone, from: [ { update: orders, with: [ { delete: lines } ],"
              + " when: size(deleted.public.lines) > 1 && size(rows.public.lines) < 2 } ] }",
          "Cancelled: { from: [ { delete: orders, with: [ { delete: lines }, { delete: parts } ] } ] }",
          "Paid: { from: [ { update: orders, becomes: { paid: true },"
              + " data: { left: 'rows.public.lines.map(l, l.sku)' } } ] }",
          "Changed: { from: [ { update: lines, intent: intent, data: { line: after.id, sku: after.sku } } ] }",
          "Renamed: { from: [ { update: lines, when: before.sku != after.sku,"
              + " data: { line: after.id, sku: after.sku } } ] }",
          "PartFitted: { from: [ { insert: parts, data: { part: after.id, line: after.line_id } } ] }",
          "PartLost: { from: [ { delete: parts, with: [ { delete: lines } ], data: { part: before.id } } ] }",
          "PartsLost: { from: [ { truncate: parts, data: { parts: 'deleted.public.parts.map(p, p.id)' } } ] }",
          "LinesLost: { from: [ { truncate: lines } ] }",
          "Noted: { stream: order, from: [ { message: note, key: { id: intent.order },"
              + " data: { text: string(intent.text), lines: size(rows.public.lines) } } ] }",
          "NotedLines: { stream: order, from: [ { message: note, key: { id: intent.order }, with: [ { insert: lines } ],"
              + " data: { text: string(intent.text) } } ] }",
          "Stated: { from: [ { update: orders, intent: note, data: { why: string(intent.text) } } ] }",
          "Logged: { stream: log, from: [ { insert: logs, data: { entry: after.id, logs: size(rows.public.logs) } } ] }",
          "LoggedMany: { stream: log, from: [ { insert: logs, when: size(inserted.public.logs) > 2,"
              + " data: { entry: after.id } } ] }",
          "NotedLog: { stream: log, from: [ { message: note, key: {}, data: { text: string(intent.text) } } ] }");

  private static final List<String> IGNORED =
      List.of(
          "- { insert: parts, when: size(inserted.public.parts) > 2, because: many }",
          "- { delete: lines, when: size(rows.public.parts) > 0, because: parts }",
          "- { columns: [ lines.sku ], because: dull }");

  final Catalog catalog;
  final String mapping;
  private final Random random;
  private final Map<TableId, Map<Long, Row>> rows = new TreeMap<>();
  private final List<LogEntry> entries = new ArrayList<>();
  private LogSequenceNumber commit = LogSequenceNumber.INVALID_LSN;

  RandomOrders(long seed) {
    random = new Random(seed);
    boolean full = random.nextBoolean();
    String nullable = random.nextBoolean() ? "?" : "";
    catalog =
        Catalog.of(
            List.of(
                table(full, ORDERS, "id int8", "note text", "paid bool"),
                table(full, LINES, "id int8", "order_id int8" + nullable, "sku text"),
                table(full, PARTS, "id int8", "line_id int8", "kind text"),
                table(true, LOGS, "id int8", "words text")));
    boolean across = random.nextBoolean();
    List<String> events = some(across ? EVENTS : byThemselves(EVENTS), 1 + random.nextInt(4));
    List<String> ignored = some(across ? IGNORED : byThemselves(IGNORED), 2 + random.nextInt(6));
    mapping =
        """
        mapping: orders
        version: 1
        streams:
          order: { root: orders, id: "order-{id}", members: { lines: order_id, parts: { of: lines, by: line_id } } }
          log: { table: logs, id: log }
        events:
        """
            + String.join("", events.stream().map(event -> "  " + event + "\n").toList())
            + (ignored.isEmpty() ? "" : "ignore:\n")
            + String.join("", ignored.stream().map(rule -> "  " + rule + "\n").toList())
            + (random.nextBoolean() ? "remember: [ lines ]\n" : "");
    for (TableId table : List.of(ORDERS, LINES, PARTS, LOGS)) {
      rows.put(table, new TreeMap<>());
    }
  }

  /// Those that look at one change and the rows.
  private static List<String> byThemselves(List<String> all) {
    return all.stream()
        .filter(one -> !one.contains("with:"))
        .filter(one -> !one.contains("inserted.") && !one.contains("deleted."))
        .toList();
  }

  /// One in so many is left out.
  private List<String> some(List<String> all, int oneIn) {
    List<String> some = new ArrayList<>();
    for (String one : all) {
      boolean overThere =
          one.startsWith("Emptied") && some.stream().noneMatch(e -> e.startsWith("LineGone"));
      if (random.nextInt(oneIn + 1) > 0 && !overThere) {
        some.add(one);
      }
    }
    return some.isEmpty() ? List.of(all.getFirst()) : some;
  }

  private static Table table(boolean full, TableId id, String... columns) {
    Table table = TestCatalog.table(id, List.of("id"), columns);
    return full
        ? table
        : new Table(id, 1, table.columns(), table.key(), ReplicaIdentity.DEFAULT, List.of("id"));
  }

  /// What one transaction did, and what it said.
  List<LogEntry> transaction(LogSequenceNumber at, int steps) {
    commit = at;
    entries.clear();
    for (int i = 0; i < steps; i++) {
      step();
    }
    return List.copyOf(entries);
  }

  private void step() {
    long order = random.nextInt(5);
    long line = random.nextInt(12);
    long part = random.nextInt(12);
    switch (random.nextInt(40)) {
      case 0 -> say("intent", "{\"actor\": \"ann\", \"reason\": \"r%d\"}".formatted(part));
      case 1 -> say("note", "{\"order\": %d, \"text\": \"t%d\"}".formatted(order, part));
      case 2 -> say(random.nextBoolean() ? "note" : "intent", "no JSON");
      case 3 -> say("other", "{}");
      case 4 -> {
        if (random.nextInt(3) == 0) {
          truncate(PARTS);
        }
      }
      case 5 -> {
        if (random.nextInt(5) == 0) {
          truncate(PARTS);
          truncate(LINES);
        }
      }
      case 6, 7 -> put(LOGS, 1_000 + rows(LOGS).size(), "words", "w");
      case 8 -> cancel(order);
      case 9, 10, 11 -> remove(LINES, line);
      case 12, 13, 14 -> remove(PARTS, part);
      case 15, 16, 17, 18, 19, 20 -> {
        put(ORDERS, order, "note", text(), "paid", random.nextBoolean());
      }
      case 21, 22, 23, 24, 25, 26, 27 -> {
        if (rows(LINES).containsKey(part)) {
          put(PARTS, part, "line_id", part, "kind", text());
        } else if (rows(LINES).containsKey(line)) {
          put(PARTS, part, "line_id", line, "kind", text());
        }
      }
      case 28 -> rename(LINES, line, line + 20);
      default -> {
        boolean none = nullable() && random.nextInt(6) == 0;
        put(LINES, line, "order_id", none ? null : (Object) order, "sku", text());
      }
    }
  }

  private boolean nullable() {
    return catalog.table(LINES).orElseThrow().column("order_id").orElseThrow().nullable();
  }

  private String text() {
    return "x".repeat(random.nextInt(3));
  }

  private Map<Long, Row> rows(TableId table) {
    return rows.getOrDefault(table, Map.of());
  }

  private Position at() {
    return new Position(commit, entries.size() + 1);
  }

  private void say(String prefix, String content) {
    entries.add(new Message(at(), prefix, content));
  }

  private void truncate(TableId table) {
    rows(table).clear();
    entries.add(new RowChange.Truncated(table, at()));
  }

  private void put(TableId table, long id, @Nullable Object... cells) {
    Map<String, Cell> made = new LinkedHashMap<>();
    made.put("id", new Cell.Value(id));
    for (int i = 0; i < cells.length; i += 2) {
      Object value = cells[i + 1];
      made.put(String.valueOf(cells[i]), value == null ? new Cell.Null() : new Cell.Value(value));
    }
    Row row = new Row(made);
    Row was = rows(table).put(id, row);
    entries.add(
        was == null
            ? new RowChange.Inserted(table, at(), row)
            : new RowChange.Updated(table, at(), old(table, was, false), row));
  }

  private void rename(TableId table, long id, long to) {
    Row was = rows(table).get(id);
    if (was == null || rows(table).containsKey(to)) {
      return;
    }
    Map<String, Cell> cells = new LinkedHashMap<>(was.cells());
    cells.put("id", new Cell.Value(to));
    Row row = new Row(cells);
    rows(table).remove(id);
    rows(table).put(to, row);
    entries.add(new RowChange.Updated(table, at(), old(table, was, true), row));
  }

  private void remove(TableId table, long id) {
    Row was = rows(table).remove(id);
    if (was == null) {
      return;
    }
    entries.add(new RowChange.Deleted(table, at(), old(table, was, true)));
    if (table.equals(LINES)) {
      cascade(PARTS, "line_id", id);
    }
  }

  private void cancel(long order) {
    Row was = rows(ORDERS).remove(order);
    if (was != null) {
      entries.add(new RowChange.Deleted(ORDERS, at(), old(ORDERS, was, true)));
      cascade(LINES, "order_id", order);
    }
  }

  private void cascade(TableId table, String column, long of) {
    for (Map.Entry<Long, Row> row : List.copyOf(rows(table).entrySet())) {
      if (row.getValue().cell(column).equals(new Cell.Value(of))) {
        remove(table, row.getKey());
      }
    }
  }

  /// As the table's replica identity logs it.
  private OldRow old(TableId table, Row was, boolean keyToo) {
    if (catalog.table(table).orElseThrow().replicaIdentity() == ReplicaIdentity.FULL) {
      return new OldRow.Full(was);
    }
    return keyToo ? new OldRow.KeyOnly(was.only(List.of("id"))) : new OldRow.NotLogged();
  }
}
