package afterimage.torture.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// Random transactions: what applications do, and what is hard. A transaction is SQL, so that it
/// can be printed, run again and shortened. A statement may fail; it is then undone alone.
public final class RandomTransactions {

  private static final int KEYS = 60;

  private final RandomTables tables;
  private final Random random;

  public RandomTransactions(RandomTables tables, Random random) {
    this.tables = tables;
    this.random = random;
  }

  public List<String> next() {
    List<String> statements = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      statements.addAll(statement());
    }
    if (random.nextInt(12) == 0) {
      statements.add("ROLLBACK");
    }
    return statements;
  }

  /// Many rows at once; a transaction that is still arriving for a while.
  public List<String> large(int rows) {
    RandomTable table = tables.tables().get(random.nextInt(tables.tables().size()));
    int from = 1_000_000 + random.nextInt(100_000_000);
    return List.of(
        "INSERT INTO %s (%s, v) SELECT %s, 1 FROM generate_series(%d, %d) i ON CONFLICT DO NOTHING"
            .formatted(table.name(), keys(table), generated(table), from, from + rows - 1),
        "UPDATE %s SET v = v + 1 WHERE k >= %d AND k < %d"
            .formatted(table.name(), from, from + rows),
        "DELETE FROM %s WHERE k >= %d AND k < %d".formatted(table.name(), from, from + rows));
  }

  private List<String> statement() {
    RandomTable table = tables.tables().get(random.nextInt(tables.tables().size()));
    String name = table.name();
    return switch (random.nextInt(18)) {
      case 0, 1, 2, 3 -> List.of(insert(table, ""));
      case 4 ->
          List.of(
              insert(
                  table,
                  " ON CONFLICT (%s) DO UPDATE SET v = %s.v + 1".formatted(keys(table), name)));
      case 5, 6, 7 -> List.of(update(table, where(table)));
      case 8 -> List.of(update(table, "k %% 7 = %d".formatted(random.nextInt(7))));
      case 9 -> List.of("DELETE FROM %s WHERE %s".formatted(name, where(table)));
      case 10 -> {
        String where = where(table);
        yield List.of(
            "DELETE FROM %s WHERE %s".formatted(name, where), insert(table, ""), insert(table, ""));
      }
      case 11 ->
          List.of(
              "UPDATE %s SET k = %d, v = v + 1 WHERE %s"
                  .formatted(name, random.nextInt(KEYS), where(table)));
      case 12 -> swap(table);
      case 13 -> List.of(copy(table));
      case 14 ->
          List.of(
              "SAVEPOINT undone", insert(table, ""), update(table, "true"), "ROLLBACK TO undone");
      case 15 ->
          List.of(
              "SELECT pg_logical_emit_message(true, 'torture', 'm%d')".formatted(random.nextInt()));
      case 16 ->
          random.nextInt(10) > 0
              ? List.of("SELECT pg_sleep(%s)".formatted(random.nextInt(30) / 1000.0))
              : List.of("TRUNCATE %s%s".formatted(name, name.equals("t0") ? " CASCADE" : ""));
      default ->
          List.of(
              "INSERT INTO %s (%s, v) SELECT %s, 1 FROM generate_series(%d, %d) i ON CONFLICT DO NOTHING"
                  .formatted(name, keys(table), generated(table), KEYS, KEYS + random.nextInt(40)));
    };
  }

  /// Two rows exchange their keys, over a third.
  private List<String> swap(RandomTable table) {
    int a = random.nextInt(KEYS);
    int b = random.nextInt(KEYS);
    String sql = "UPDATE %s SET k = %d, v = v + 1 WHERE k = %d";
    return List.of(
        sql.formatted(table.name(), -1 - a, a),
        sql.formatted(table.name(), a, b),
        sql.formatted(table.name(), b, -1 - a));
  }

  private String insert(RandomTable table, String more) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (RandomTable.Column key : table.keys()) {
      names.add(key.name());
      values.add(
          key.name().equals("k")
              ? Integer.toString(random.nextInt(KEYS))
              : RandomValues.of(key, random).replace("NULL", "'k0'"));
    }
    names.add("v");
    values.add("1");
    for (RandomTable.Column column : table.columns()) {
      if (random.nextInt(4) > 0) {
        names.add(column.name());
        values.add(RandomValues.of(column, random));
      }
    }
    if (!table.parent().isEmpty() && random.nextBoolean()) {
      names.add("up");
      values.add(Integer.toString(random.nextInt(KEYS)));
    }
    return "INSERT INTO %s (%s) VALUES (%s)%s"
        .formatted(table.name(), String.join(", ", names), String.join(", ", values), more);
  }

  private String update(RandomTable table, String where) {
    StringBuilder set = new StringBuilder("v = v + 1");
    for (RandomTable.Column column : table.columns()) {
      if (random.nextInt(3) == 0) {
        set.append(", %s = %s".formatted(column.name(), RandomValues.of(column, random)));
      }
    }
    return "UPDATE %s SET %s WHERE %s".formatted(table.name(), set, where);
  }

  /// Rows that share an LSN, as COPY writes them.
  private String copy(RandomTable table) {
    StringBuilder rows =
        new StringBuilder("COPY %s (%s, v) FROM STDIN\n".formatted(table.name(), keys(table)));
    int from = 1_000 + random.nextInt(1_000_000_000);
    for (int i = 0; i < 300; i++) {
      rows.append(from + i).append(table.keys().size() > 1 ? "\tcopied" : "").append("\t1\n");
    }
    return rows.toString();
  }

  private String where(RandomTable table) {
    return "k = %d%s"
        .formatted(
            random.nextInt(KEYS),
            table.keys().size() > 1 && random.nextBoolean() ? " AND k2 = 'k1'" : "");
  }

  private static String keys(RandomTable table) {
    return table.keys().stream().map(RandomTable.Column::name).collect(Collectors.joining(", "));
  }

  private static String generated(RandomTable table) {
    return table.keys().size() > 1 ? "i, 'k' || i % 3" : "i";
  }
}
