package afterimage.capture.catalog;

import afterimage.capture.change.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The tables of a database, read at one moment.
public record Catalog(Map<TableId, Table> tables) {

  private static final String TABLES =
      """
      SELECT n.nspname, c.relname, c.oid::bigint, c.relreplident::text,
             (SELECT coalesce(array_agg(a.attname::text ORDER BY k.place), '{}')
              FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY k (number, place)
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
              WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
             (SELECT coalesce(array_agg(a.attname::text ORDER BY k.place), '{}')
              FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY k (number, place)
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
              WHERE i.indrelid = c.oid
                AND CASE c.relreplident WHEN 'd' THEN i.indisprimary
                                        WHEN 'i' THEN i.indisreplident ELSE false END) AS identity
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p')
        AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'
      ORDER BY 1, 2
      """;

  private static final String COLUMNS =
      """
      SELECT a.attname, a.attnotnull OR t.typnotnull,
             (WITH RECURSIVE base AS (
                SELECT t.oid, t.typname, t.typtype, t.typbasetype
                UNION ALL
                SELECT b.oid, b.typname, b.typtype, b.typbasetype
                FROM pg_type b JOIN base ON b.oid = base.typbasetype)
              SELECT typname FROM base WHERE typtype <> 'd' LIMIT 1)
      FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum
      """;

  public Catalog {
    tables = Map.copyOf(tables);
  }

  public static Catalog of(Collection<Table> tables) {
    Map<TableId, Table> byId = new TreeMap<>();
    tables.forEach(table -> byId.put(table.id(), table));
    return new Catalog(byId);
  }

  public static Catalog read(Connection connection) throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(TABLES);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        tables.add(
            new Table(
                new TableId(row.getString(1), row.getString(2)),
                row.getLong(3),
                columns(connection, row.getLong(3)),
                strings(row, "key"),
                ReplicaIdentity.of(row.getString(4)),
                strings(row, "identity")));
      }
    }
    return of(tables);
  }

  public Optional<Table> table(TableId id) {
    return Optional.ofNullable(tables.get(id));
  }

  private static List<Column> columns(Connection connection, long oid) throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setLong(1, oid);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String type = row.getString(3);
          columns.add(new Column(row.getString(1), type, Column.sort(type), !row.getBoolean(2)));
        }
      }
    }
    return columns;
  }

  private static List<String> strings(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }
}
