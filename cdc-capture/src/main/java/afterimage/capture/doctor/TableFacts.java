package afterimage.capture.doctor;

import afterimage.capture.change.TableId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// What the catalog says of a table or a partition, beyond its columns.
///
/// @param root of a partition the table that it is a part of; otherwise itself
/// @param kind as in `pg_class`: `r`, `p`, `f`
/// @param persistence as in `pg_class`: `p`, `u`
/// @param identity as in `pg_class.relreplident`
/// @param usableKey whether a primary key is there that is checked at once; only such a one tells
///     rows apart in the log
/// @param usableIndex whether the index that REPLICA IDENTITY names is there
/// @param unique a unique index that could be the identity; empty if there is none
/// @param triggers names, those of the user
/// @param cascades what foreign keys do to rows of other tables, in words
/// @param columnLists publications that publish it with a list of columns
/// @param width of a row in bytes, as the statistics estimate it
record TableFacts(
    TableId table,
    TableId root,
    String kind,
    String persistence,
    String identity,
    boolean hasKey,
    boolean usableKey,
    boolean usableIndex,
    String unique,
    List<String> toastable,
    List<String> generated,
    List<String> triggers,
    List<String> cascades,
    List<String> children,
    List<String> columnLists,
    List<String> references,
    boolean owned,
    boolean readable,
    boolean hidesRows,
    String owner,
    long rows,
    long bytes,
    long updates,
    long deletes,
    long width) {

  private static final String QUERY =
      """
      WITH widths AS (
        SELECT schemaname, tablename, sum(avg_width) AS width FROM pg_stats GROUP BY 1, 2)
      SELECT n.nspname, c.relname, coalesce(rn.nspname, n.nspname) AS root_schema,
             coalesce(root.relname, c.relname) AS root_name, c.relkind::text, c.relpersistence::text,
             c.relreplident::text,
             EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary) AS has_key,
             EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary
                     AND i.indimmediate AND i.indisvalid) AS usable_key,
             EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisreplident
                     AND i.indisvalid) AS usable_index,
             coalesce((SELECT quote_ident(ic.relname) FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid
              WHERE i.indrelid = c.oid AND i.indisunique AND i.indimmediate AND i.indisvalid
                AND i.indpred IS NULL AND i.indexprs IS NULL
                AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
                                AND a.attnum = ANY (i.indkey) AND NOT a.attnotnull)
              ORDER BY i.indnatts, ic.relname LIMIT 1), '') AS unique_index,
             array(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
                   AND NOT a.attisdropped AND a.attstorage <> 'p' AND a.attlen = -1
                   AND (a.atttypmod < 0 OR a.atttypmod > 500 OR a.atttypid NOT IN (1042, 1043))
                   AND a.atttypid NOT IN (1700, 869, 650)
                   ORDER BY a.attnum) AS toastable,
             array(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
                   AND NOT a.attisdropped AND a.attgenerated <> '' ORDER BY a.attnum) AS generated,
             array(SELECT t.tgname::text FROM pg_trigger t
                   WHERE t.tgrelid = c.oid AND NOT t.tgisinternal ORDER BY 1) AS triggers,
             array(SELECT format('%s of %s %s', CASE k.confdeltype WHEN 'a' THEN 'an UPDATE'
                     WHEN 'r' THEN 'an UPDATE' ELSE 'a DELETE' END, k.conrelid::regclass,
                     CASE CASE WHEN k.confdeltype IN ('c', 'n', 'd') THEN k.confdeltype ELSE k.confupdtype END
                     WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END)
                   FROM pg_constraint k WHERE k.confrelid = c.oid AND k.contype = 'f' AND k.conparentid = 0
                   AND (k.confdeltype IN ('c', 'n', 'd') OR k.confupdtype IN ('c', 'n', 'd'))
                   ORDER BY 1) AS cascades,
             array(SELECT h.inhrelid::regclass::text FROM pg_inherits h
                   WHERE h.inhparent = c.oid AND c.relkind = 'r' ORDER BY 1) AS children,
             $lists AS column_lists,
             array(SELECT DISTINCT format('%s.%s', fn.nspname, f.relname) FROM pg_constraint k
                   JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
                   WHERE k.conrelid = c.oid AND k.contype = 'f') AS refs,
             pg_has_role(c.relowner, 'USAGE') AS owned,
             has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS readable,
             c.relrowsecurity AND (c.relforcerowsecurity OR NOT pg_has_role(c.relowner, 'USAGE')) AND NOT EXISTS (
               SELECT FROM pg_roles WHERE rolname = current_user AND (rolbypassrls OR rolsuper)) AS hides,
             pg_get_userbyid(c.relowner) AS owner,
             c.reltuples::bigint AS rows,
             CASE WHEN c.relkind = 'r' THEN pg_table_size(c.oid) ELSE 0 END AS bytes,
             coalesce(s.n_tup_upd, 0) AS updates, coalesce(s.n_tup_del, 0) AS deletes,
             coalesce(w.width, CASE WHEN c.reltuples > 0 AND c.relkind = 'r'
                                    THEN pg_relation_size(c.oid) / c.reltuples ELSE 0 END)::bigint AS width
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN LATERAL (SELECT pg_partition_root(c.oid) AS oid WHERE c.relispartition) r ON true
      LEFT JOIN pg_class root ON root.oid = r.oid
      LEFT JOIN pg_namespace rn ON rn.oid = root.relnamespace
      LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
      LEFT JOIN widths w ON w.schemaname = n.nspname AND w.tablename = c.relname
      WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
        AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
        AND n.nspname NOT IN ('afterimage', 'afterimage_capture')
        AND (SELECT cardinality(m.names) = 0 OR coalesce(rn.nspname, n.nspname) = ANY (m.names)
             FROM (SELECT ?::text[] AS names) m)
      ORDER BY 1, 2
      """;

  // Lists of columns came with PostgreSQL 15.
  private static final String COLUMN_LISTS =
      """
      array(SELECT DISTINCT p.pubname::text FROM pg_publication_rel pr JOIN pg_publication p ON p.oid = pr.prpubid
            WHERE pr.prrelid IN (SELECT c.oid UNION SELECT relid FROM pg_partition_ancestors(c.oid))
              AND pr.prattrs IS NOT NULL)
      """;

  static List<TableFacts> read(Query query, int version, List<String> schemas) throws SQLException {
    String lists = version >= 15 ? COLUMN_LISTS : "ARRAY[]::text[]";
    return query.rows(QUERY.replace("$lists", lists), schemas, TableFacts::read);
  }

  private static TableFacts read(ResultSet row) throws SQLException {
    return new TableFacts(
        new TableId(row.getString("nspname"), row.getString("relname")),
        new TableId(row.getString("root_schema"), row.getString("root_name")),
        row.getString("relkind"),
        row.getString("relpersistence"),
        row.getString("relreplident"),
        row.getBoolean("has_key"),
        row.getBoolean("usable_key"),
        row.getBoolean("usable_index"),
        row.getString("unique_index"),
        Query.strings(row, "toastable"),
        Query.strings(row, "generated"),
        Query.strings(row, "triggers"),
        Query.strings(row, "cascades"),
        Query.strings(row, "children"),
        Query.strings(row, "column_lists"),
        Query.strings(row, "refs"),
        row.getBoolean("owned"),
        row.getBoolean("readable"),
        row.getBoolean("hides"),
        row.getString("owner"),
        row.getLong("rows"),
        row.getLong("bytes"),
        row.getLong("updates"),
        row.getLong("deletes"),
        row.getLong("width"));
  }

  boolean isPartition() {
    return !table.equals(root);
  }

  /// Whether PostgreSQL lets UPDATE and DELETE through once it is published.
  boolean isSafe() {
    return switch (identity) {
      case "f" -> bearsFull();
      case "d" -> usableKey;
      case "i" -> usableIndex;
      default -> false;
    };
  }

  /// Whether REPLICA IDENTITY FULL would let UPDATE and DELETE through: not beside a list of
  /// columns that somebody else publishes, nor with a generated column that the publication leaves
  /// out. That has been an error since PostgreSQL 18; advice has to outlive an upgrade.
  boolean bearsFull() {
    return columnLists.isEmpty() && generated.isEmpty();
  }

  /// Names for SQL.
  String quoted() {
    return table.quoted();
  }
}
