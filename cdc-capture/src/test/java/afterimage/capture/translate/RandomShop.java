package afterimage.capture.translate;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.TestCatalog;
import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.NotFinite;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.postgresql.replication.LogSequenceNumber;

/// A root table and a member with random columns, a random mapping of them, and random work on
/// their
/// rows. Work is a list of steps that can be shortened: a step whose row is not there does nothing.
final class RandomShop {

  static final TableId ROOT = TableId.parse("roots");
  static final TableId MEMBER = TableId.parse("members");
  private static final List<String> TYPES = List.of("int8", "text", "bool", "numeric", "float8");

  final Catalog catalog;
  final List<String> events = new ArrayList<>();
  final List<Step> steps = new ArrayList<>();
  private final Random random;

  /// @param kind what is done, see [#run]
  record Step(int kind, long root, long member, long seed) {}

  RandomShop(long seed) {
    random = new Random(seed);
    catalog =
        Catalog.of(
            List.of(
                TestCatalog.table(ROOT, List.of("id"), columns("id int8")),
                TestCatalog.table(
                    MEMBER, List.of("root_id", "n"), columns("root_id int8", "n int8"))));
    catalog.tables().keySet().forEach(this::events);
    for (int i = 0; i < 60; i++) {
      steps.add(
          new Step(random.nextInt(12), random.nextInt(3), random.nextInt(3), random.nextLong()));
    }
  }

  private String[] columns(String... first) {
    List<String> columns = new ArrayList<>(List.of(first));
    for (int i = random.nextInt(4); i >= 0; i--) {
      String type = TYPES.get(random.nextInt(TYPES.size()));
      String more =
          switch (random.nextInt(3)) {
            case 0 -> "?";
            case 1 -> type.equals("bool") ? "=false" : type.equals("text") ? "=x" : "=0";
            default -> "";
          };
      columns.add("c%d %s%s".formatted(i, type, more));
    }
    return columns.toArray(String[]::new);
  }

  /// Some of them restore everything, some little, some nothing; some overlap.
  private void events(TableId table) {
    List<Column> columns =
        catalog.table(table).orElseThrow().columns().stream()
            .filter(c -> c.name().startsWith("c"))
            .toList();
    String key = table.equals(MEMBER) ? "n: after.n, " : "";
    StringBuilder all = new StringBuilder(key);
    columns.stream()
        .filter(_ -> random.nextInt(6) > 0)
        .forEach(c -> all.append("%s: after.%s, ".formatted(c.name(), c.name())));
    String name = table.name();
    add("Made%s: { from: [ { insert: %s, data: { %s } } ] }".formatted(name, name, all));
    for (Column column : columns) {
      String of = column.name();
      String data = key + of + ": after." + of;
      switch (random.nextInt(4)) {
        case 0 -> {}
        case 1 ->
            add(
                "Set%s%s: { from: [ { update: %s, when: \"'%s' in changed\", data: { %s } } ] }"
                    .formatted(name, of, name, of, data));
        case 2 ->
            add(
                "Set%s%s: { from: [ { update: %s, when: before.%s != after.%s, data: { %s } } ] }"
                    .formatted(name, of, name, of, of, data));
        default ->
            add(
                ("Half%s%s: { from: [ { update: %s, when: \"size(changed) == 1 && '%s' in changed\","
                        + " data: { %s } } ] }")
                    .formatted(name, of, name, of, data));
      }
    }
    if (random.nextInt(4) > 0) {
      String gone = table.equals(MEMBER) ? "n: before.n" : "";
      add("Gone%s: { from: [ { delete: %s, data: { %s } } ] }".formatted(name, name, gone));
    }
  }

  private void add(String event) {
    events.add("  " + event);
  }

  static String mapping(List<String> events) {
    return """
    mapping: random
    version: 1
    streams: { root: { root: roots, id: "root-{id}", members: { members: root_id } } }
    events:
    """
        + (events.isEmpty() ? "  {}" : String.join("\n", events))
        + "\n";
  }

  /// What the steps do to rows: transactions, and the rows at the end by their keys.
  record Work(List<ChangeSet> changeSets, Map<TableId, Map<String, Row>> rows) {}

  Work run(List<Step> steps) {
    Map<TableId, Map<String, Row>> rows =
        new TreeMap<>(Map.of(ROOT, new TreeMap<>(), MEMBER, new TreeMap<>()));
    List<ChangeSet> changeSets = new ArrayList<>();
    List<RowChange> changes = new ArrayList<>();
    Set<String> none = new HashSet<>();
    long lsn = 8;
    for (Step step : steps) {
      Position at = new Position(LogSequenceNumber.valueOf(lsn), changes.size() + 1);
      boolean ends = (step.seed & 3) == 0;
      one(step, at, rows, none).ifPresent(changes::add);
      if (ends && !changes.isEmpty()) {
        changeSets.add(changeSet(lsn, changes));
        changes.clear();
        lsn += 8;
      }
    }
    if (!changes.isEmpty()) {
      changeSets.add(changeSet(lsn, changes));
    }
    return new Work(changeSets, rows);
  }

  private static ChangeSet changeSet(long lsn, List<RowChange> changes) {
    return new ChangeSet(
        lsn, LogSequenceNumber.valueOf(lsn), Instant.EPOCH, List.copyOf(changes), List.of());
  }

  private java.util.Optional<RowChange> one(
      Step step, Position at, Map<TableId, Map<String, Row>> rows, Set<String> none) {
    none.clear();
    TableId table = step.kind % 3 == 0 ? ROOT : MEMBER;
    Map<String, Row> of = rows.getOrDefault(table, Map.of());
    Map<String, Cell> key = new LinkedHashMap<>();
    if (table.equals(ROOT)) {
      key.put("id", new Cell.Value(step.root));
    } else {
      key.put("root_id", new Cell.Value(step.root));
      key.put("n", new Cell.Value(step.member));
    }
    List<String> columns = List.copyOf(key.keySet());
    String text = RowImage.key(columns, new Row(key)).orElseThrow();
    Row was = of.get(text);
    Random values = new Random(step.seed);
    if (step.kind == 11 && values.nextInt(4) == 0) {
      of.clear();
      return java.util.Optional.of(new RowChange.Truncated(table, at));
    }
    if (was == null) {
      Row row = row(table, key, Row.EMPTY, values);
      of.put(text, row);
      return java.util.Optional.of(new RowChange.Inserted(table, at, row));
    }
    if (step.kind >= 9) {
      of.remove(text);
      return java.util.Optional.of(new RowChange.Deleted(table, at, new OldRow.Full(was)));
    }
    Map<String, Cell> moved = new LinkedHashMap<>(key);
    if (step.kind == 8) {
      moved.put(columns.getFirst(), new Cell.Value(step.root + 1));
    }
    String now = RowImage.key(columns, new Row(moved)).orElseThrow();
    if (!now.equals(text) && of.containsKey(now)) {
      return java.util.Optional.empty();
    }
    Row row = row(table, moved, was, values);
    of.remove(text);
    of.put(now, row);
    OldRow old =
        now.equals(text) && values.nextInt(5) == 0 ? new OldRow.NotLogged() : new OldRow.Full(was);
    return java.util.Optional.of(new RowChange.Updated(table, at, old, row));
  }

  private Row row(TableId table, Map<String, Cell> key, Row was, Random values) {
    Map<String, Cell> cells = new LinkedHashMap<>(key);
    for (Column column : catalog.table(table).orElseThrow().columns()) {
      if (!key.containsKey(column.name())) {
        boolean kept = was.knows(column.name()) && values.nextInt(3) > 0;
        cells.put(column.name(), kept ? was.cell(column.name()) : cell(column, values));
      }
    }
    return new Row(cells);
  }

  private static Cell cell(Column column, Random values) {
    if (column.nullable() && values.nextInt(4) == 0) {
      return new Cell.Null();
    }
    return new Cell.Value(
        switch (column.sort()) {
          case INTEGER -> (long) values.nextInt(5) - 2;
          case FLOAT ->
              values.nextInt(6) == 0 ? (Object) Double.NaN : (Object) (values.nextInt(5) / 4.0);
          case DECIMAL ->
              values.nextInt(8) == 0
                  ? List.of(NotFinite.values()).get(values.nextInt(3))
                  : new BigDecimal(values.nextInt(30)).movePointLeft(values.nextInt(3));
          case BOOLEAN -> values.nextBoolean();
          case TEXT, ARRAY -> List.of("", "x", "'\"\\", "|%", "\u0001é😀").get(values.nextInt(5));
        });
  }
}
