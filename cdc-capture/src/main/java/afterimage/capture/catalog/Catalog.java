package afterimage.capture.catalog;

import afterimage.capture.change.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The tables of a database, read at one moment.
///
/// @param database its name, for messages; empty if it was not read from one
public record Catalog(String database, Map<TableId, Table> tables) {

  private static final String TABLES =
      """
      SELECT n.nspname, c.relname, c.oid::bigint, logged.identity AS logged,
             (SELECT coalesce(array_agg(a.attname::text ORDER BY k.place), '{}')
              FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY k (number, place)
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
              WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
             (SELECT coalesce(array_agg(a.attname::text ORDER BY k.place), '{}')
              FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY k (number, place)
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
              WHERE i.indrelid = c.oid AND i.indimmediate
                AND CASE logged.identity WHEN 'd' THEN i.indisprimary
                                         WHEN 'i' THEN i.indisreplident ELSE false END) AS identity
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      -- Of rows in partitions the old row is logged as the partition has it, and sent as if it were
      -- the table's: whole only if both say so.
      CROSS JOIN LATERAL (
        SELECT CASE WHEN c.relkind = 'p' AND c.relreplident = 'f' AND EXISTS (
                      SELECT FROM pg_partition_tree(c.oid) p JOIN pg_class l ON l.oid = p.relid
                      WHERE p.isleaf AND l.relreplident <> 'f')
                    THEN 'd' ELSE c.relreplident::text END AS identity) logged
      WHERE c.relkind IN ('r', 'p')
        AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'
      ORDER BY 1, 2
      """;

  private static final String COLUMNS =
      """
      SELECT a.attname, a.attnotnull OR t.typnotnull, base.typname,
             (SELECT e.typname FROM pg_type e WHERE e.oid = base.typelem AND base.typcategory = 'A'
                AND base.typname NOT IN ('oidvector', 'int2vector')),
             (SELECT coalesce(array_agg(l.enumlabel::text ORDER BY l.enumsortorder), '{}')
              FROM pg_enum l WHERE l.enumtypid IN (base.oid, CASE base.typcategory WHEN 'A' THEN base.typelem END)),
             CASE WHEN a.attgenerated = '' AND a.attidentity = ''
                  THEN coalesce(pg_get_expr(d.adbin, d.adrelid), t.typdefault) ELSE 'generated()' END
      FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      CROSS JOIN LATERAL (
        WITH RECURSIVE under AS (
          SELECT t.oid, t.typname, t.typtype, t.typbasetype, t.typelem, t.typcategory
          UNION ALL
          SELECT b.oid, b.typname, b.typtype, b.typbasetype, b.typelem, b.typcategory
          FROM pg_type b JOIN under ON b.oid = under.typbasetype)
        SELECT oid, typname, typelem, typcategory FROM under WHERE typtype <> 'd' LIMIT 1) base
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum
      """;

  public Catalog {
    // In an order that is the same every time, so that whatever goes through them is too.
    tables = Collections.unmodifiableMap(new TreeMap<>(tables));
  }

  public Catalog(Map<TableId, Table> tables) {
    this("", tables);
  }

  public static Catalog of(Collection<Table> tables) {
    return of("", tables);
  }

  private static Catalog of(String database, Collection<Table> tables) {
    Map<TableId, Table> byId = new TreeMap<>();
    tables.forEach(table -> byId.put(table.id(), table));
    return new Catalog(database, byId);
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
    return of(connection.getCatalog(), tables);
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
          String element = row.getString(4);
          Column.Sort sort = element == null ? Column.sort(row.getString(3)) : Column.Sort.ARRAY;
          columns.add(
              new Column(
                  row.getString(1),
                  element == null ? row.getString(3) : element + "[]",
                  sort,
                  !row.getBoolean(2),
                  element == null ? null : Column.sort(element),
                  Arrays.asList((String[]) row.getArray(5).getArray()),
                  Defaults.of(row.getString(6), sort)));
        }
      }
    }
    return columns;
  }

  private static List<String> strings(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }
}
