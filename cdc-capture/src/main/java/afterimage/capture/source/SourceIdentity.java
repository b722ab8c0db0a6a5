package afterimage.capture.source;

import afterimage.capture.change.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a checkpoint is a checkpoint of. If any of it is another at the next start, what lies
/// between may be lost, and going on would hide that.
///
/// @param published what tells the publication from one that was altered or made anew
/// @param tables the captured tables, each with its oid and replica identity, in one text
public record SourceIdentity(
    String systemIdentifier,
    int timeline,
    String database,
    String slot,
    String publication,
    String published,
    String tables) {

  private static final String TABLE =
      """
      SELECT format('oid %s, replica identity %s', c.oid,
                    CASE c.relreplident WHEN 'd' THEN 'DEFAULT' WHEN 'f' THEN 'FULL'
                                        WHEN 'n' THEN 'NOTHING' ELSE 'INDEX' END)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p')
      """;

  private static final String COLUMNS =
      """
      SELECT coalesce(string_agg(
               format('%s.%s.%s %s %s', t.place, a.attnum, a.attname, a.atttypid, a.atttypmod), '; '
               ORDER BY t.place, a.attnum), '')
      FROM unnest(?::text[], ?::text[]) WITH ORDINALITY t (schema, name, place)
      JOIN pg_namespace n ON n.nspname = t.schema
      JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = t.name
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      """;

  /// The same, after a failover that lost nothing.
  public SourceIdentity on(int other) {
    return new SourceIdentity(
        systemIdentifier, other, database, slot, publication, published, tables);
  }

  /// The tables as they are now.
  static String describe(Connection connection, Collection<TableId> tables) throws SQLException {
    Map<TableId, String> described = new TreeMap<>();
    try (PreparedStatement query = connection.prepareStatement(TABLE)) {
      for (TableId id : tables) {
        query.setString(1, id.schema());
        query.setString(2, id.name());
        try (ResultSet row = query.executeQuery()) {
          described.put(id, row.next() ? row.getString(1) : "gone");
        }
      }
    }
    return described.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining("; "));
  }

  /// The columns of the tables as they are now.
  static String columns(Connection connection, Collection<TableId> tables) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setArray(
          1, connection.createArrayOf("text", tables.stream().map(TableId::schema).toArray()));
      query.setArray(
          2, connection.createArrayOf("text", tables.stream().map(TableId::name).toArray()));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
