package afterimage.capture.discover;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Table;
import afterimage.capture.catalog.Types;
import afterimage.capture.change.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What a database says of its tables beside their columns.
///
/// @param tables those that can be mapped
/// @param generated columns that PostgreSQL computes
/// @param labels the values that a check allows a text column, or that the statistics know of a
///     status
/// @param leftOut tables that no mapping can hold, with the reason
record Schema(
    Map<TableId, Table> tables,
    List<ForeignKey> foreignKeys,
    Map<TableId, Set<String>> generated,
    Map<TableId, Map<String, List<String>>> labels,
    Map<TableId, String> leftOut) {

  private static final String IS_MEANT =
      """
      n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
      AND n.nspname NOT IN ('afterimage', 'afterimage_capture')
      AND (SELECT cardinality(m.names) = 0 OR n.nspname = ANY (m.names) FROM (SELECT ?::text[] AS names) m)
      """;

  private static final String TABLES =
      """
      SELECT n.nspname, c.relname, c.relkind::text, c.relpersistence::text,
             array(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid
                   AND a.attnum > 0 AND a.attgenerated <> '') AS generated
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition AND c.relpersistence <> 't' AND
      """
          + IS_MEANT
          + "ORDER BY 1, 2";

  private static final String KEYS =
      """
      SELECT n.nspname, c.relname, fn.nspname AS to_schema, f.relname AS to_name,
             array(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u (number, place)
                   JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number
                   ORDER BY u.place) AS columns,
             array(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u (number, place)
                   JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number
                   ORDER BY u.place) AS to_columns,
             k.confdeltype = 'c' AS cascades
      FROM pg_constraint k
      JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
      WHERE k.contype = 'f' AND k.conparentid = 0 AND
      """
          + IS_MEANT
          + "ORDER BY 1, 2, k.conname";

  private static final String CHECKS =
      """
      SELECT n.nspname, c.relname, a.attname, pg_get_constraintdef(k.oid) AS definition
      FROM pg_constraint k
      JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
      WHERE k.contype = 'c' AND cardinality(k.conkey) = 1 AND
      """
          + IS_MEANT
          + "ORDER BY 1, 2, 3";

  private static final String VALUES =
      """
      SELECT n.nspname, s.tablename AS relname, s.attname, s.most_common_vals::text::text[] AS vals
      FROM pg_stats s JOIN pg_namespace n ON n.nspname = s.schemaname
      WHERE s.attname ~* '(status|state|stage|phase)$' AND s.n_distinct BETWEEN 1 AND 12
        AND s.most_common_vals IS NOT NULL AND
      """
          + IS_MEANT
          + "ORDER BY 1, 2, 3";

  Table table(TableId id) {
    return Objects.requireNonNull(tables.get(id), id::toString);
  }

  /// @param schemas empty for all
  static Schema read(Connection connection, Catalog catalog, List<String> schemas)
      throws SQLException {
    Map<TableId, Table> tables = new LinkedHashMap<>();
    Map<TableId, Set<String>> generated = new HashMap<>();
    Map<TableId, String> leftOut = new LinkedHashMap<>();
    rows(
        connection,
        TABLES,
        schemas,
        row -> {
          TableId id = id(row);
          Table table = catalog.table(id).orElse(null);
          Set<String> computed = new LinkedHashSet<>(strings(row, "generated"));
          String why = why(row, id, table, computed);
          if (table == null || !why.isEmpty()) {
            leftOut.put(id, why);
          } else {
            tables.put(id, table);
            generated.put(id, computed);
          }
        });
    List<ForeignKey> keys = new ArrayList<>();
    rows(
        connection,
        KEYS,
        schemas,
        row ->
            keys.add(
                new ForeignKey(
                    id(row),
                    strings(row, "columns"),
                    new TableId(row.getString("to_schema"), row.getString("to_name")),
                    strings(row, "to_columns"),
                    row.getBoolean("cascades"))));
    Map<TableId, Map<String, List<String>>> labels = new HashMap<>();
    rows(
        connection,
        VALUES,
        schemas,
        row -> put(labels, id(row), row.getString("attname"), strings(row, "vals")));
    rows(
        connection,
        CHECKS,
        schemas,
        row -> {
          List<String> allowed = Labels.of(row.getString("definition"));
          if (!allowed.isEmpty()) {
            put(labels, id(row), row.getString("attname"), allowed);
          }
        });
    return new Schema(tables, keys, generated, labels, leftOut);
  }

  private static String why(
      ResultSet row,
      TableId id,
      @org.jspecify.annotations.Nullable Table table,
      Set<String> computed)
      throws SQLException {
    if (row.getString("relkind").equals("f")) {
      return "a foreign table: its changes are not in this server's log";
    }
    if (row.getString("relpersistence").equals("u")) {
      return "unlogged: its changes are not in the log";
    }
    if (id.schema().contains(".")) {
      return "its schema has a dot in its name, so that no mapping can name it";
    }
    if (table == null || table.columns().size() == computed.size()) {
      return "it has no columns";
    }
    long names =
        table.columnNames().stream()
            .map(n -> n.toLowerCase(java.util.Locale.ROOT))
            .distinct()
            .count();
    if (names < table.columns().size()) {
      return "two of its columns differ only by case, which the connector cannot tell apart";
    }
    boolean refused =
        table.columns().stream()
            .anyMatch(c -> table.key().contains(c.name()) && Types.refusal(c).isPresent());
    boolean only = table.columns().stream().allMatch(c -> Types.refusal(c).isPresent());
    if (refused || only) {
      return "its key is of a type that cannot be carried exactly";
    }
    return table.columns().stream().anyMatch(c -> c.name().isBlank())
        ? "a column's name is blank, and no mapping can name it"
        : "";
  }

  private static void put(
      Map<TableId, Map<String, List<String>>> labels,
      TableId id,
      String column,
      List<String> values) {
    labels.computeIfAbsent(id, _ -> new HashMap<>()).put(column, values);
  }

  private static TableId id(ResultSet row) throws SQLException {
    return new TableId(row.getString("nspname"), row.getString("relname"));
  }

  private interface Taker {
    void take(ResultSet row) throws SQLException;
  }

  private static void rows(Connection connection, String sql, List<String> schemas, Taker taker)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          taker.take(row);
        }
      }
    }
  }

  private static List<String> strings(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }
}
