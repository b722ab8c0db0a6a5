package afterimage.capture.source;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.ReplicaIdentity;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.TableId;
import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What keeps a server, a login or a table from being captured, and what would make a statement of
/// the application fail once it is.
record Fitness(Database database) {

  private static final String TABLE =
      """
      SELECT c.relkind::text, c.relpersistence::text, c.relispartition,
             (SELECT coalesce(string_agg(format('%I', a.attname), ', ' ORDER BY a.attnum), '')
              FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attgenerated <> '' AND NOT a.attisdropped) AS generated,
             EXISTS (SELECT FROM pg_inherits i JOIN pg_class k ON k.oid = i.inhrelid
                     WHERE i.inhparent = c.oid AND NOT k.relispartition) AS inherited
      FROM pg_class c WHERE c.oid = ?
      """;

  // An update of a partition fails by the partition's own identity, and logs what that one says.
  private static final String PARTITIONS =
      """
      SELECT p.relid::regclass::text, c.relreplident <> r.relreplident AS other,
             c.relreplident <> 'f' AND NOT EXISTS (
               SELECT FROM pg_index i WHERE i.indrelid = c.oid
                 AND CASE c.relreplident WHEN 'd' THEN i.indisprimary
                                         WHEN 'i' THEN i.indisreplident ELSE false END) AS unidentified
      FROM pg_partition_tree(?::oid) p JOIN pg_class c ON c.oid = p.relid
      JOIN pg_class r ON r.oid = ?::oid
      WHERE p.isleaf AND c.oid <> r.oid
      """;

  void check(Connection connection, Collection<TableId> tables, Catalog catalog, String slot)
      throws SQLException {
    server(connection, slot);
    for (TableId id : tables) {
      table(connection, catalog.table(id).orElseThrow());
    }
  }

  private void server(Connection connection, String slot) throws SQLException {
    refuse(Refusal.ofWalLevel(text(connection, "SHOW wal_level")));
    String may =
        text(
            connection,
            "SELECT (rolreplication OR rolsuper)::text FROM pg_roles WHERE rolname = current_user");
    refuse(Refusal.ofLogin(database.user(), Boolean.parseBoolean(may)));
    List<String> taken = slots(connection);
    if (!taken.contains(slot)) {
      int most = Integer.parseInt(text(connection, "SHOW max_replication_slots"));
      refuse(Refusal.ofSlots(taken, most));
    }
  }

  private void refuse(Optional<Refusal> refusal) {
    if (refusal.isPresent()) {
      throw problem(refusal.get().what(), refusal.get().remedy());
    }
  }

  /// PostgreSQL refuses UPDATE and DELETE on a published table whose rows it cannot identify: the
  /// application would fail because of us.
  private void table(Connection connection, Table table) throws SQLException {
    refuse(Refusal.ofTable(table));
    try (PreparedStatement query = connection.prepareStatement(TABLE)) {
      query.setLong(1, table.oid());
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw problem(
              "%s was dropped a moment ago".formatted(table.id()),
              "Start again with the tables there");
        }
        kind(table, row);
        if (row.getString("relkind").equals("p")) {
          partitions(connection, table);
        }
      }
    }
    if (text(
            connection,
            "SELECT has_table_privilege(%d::oid, 'SELECT')::text".formatted(table.oid()))
        .equals("false")) {
      throw problem(
          "the user %s may not read %s".formatted(database.user(), table.id()),
          "Let its owner run GRANT SELECT ON %s TO \"%s\""
              .formatted(table.id().quoted(), database.user()));
    }
  }

  private void kind(Table table, ResultSet row) throws SQLException {
    if (!row.getString("relpersistence").equals("p")) {
      throw problem(
          "%s is unlogged: its changes are not in the log".formatted(table.id()),
          "Run ALTER TABLE %s SET LOGGED, or leave it out of the mapping"
              .formatted(table.id().quoted()));
    }
    if (row.getBoolean("relispartition")) {
      throw problem(
          "%s is a partition; its rows move to others of its table".formatted(table.id()),
          "Name the partitioned table in the mapping");
    }
    if (row.getBoolean("inherited")) {
      throw problem(
          "%s has tables that inherit from it, whose rows are seen as its own"
              .formatted(table.id()),
          "Name the tables that hold the rows in the mapping, or make them partitions");
    }
    String generated = row.getString("generated");
    if (!generated.isEmpty() && table.replicaIdentity() == ReplicaIdentity.FULL) {
      throw problem(
          ("%s has generated columns (%s), which are not published, and REPLICA IDENTITY FULL needs"
                  + " every column: on PostgreSQL 18 its UPDATE and DELETE would fail")
              .formatted(table.id(), generated),
          "Run ALTER TABLE %s REPLICA IDENTITY DEFAULT, and name it in `remember`"
              .formatted(table.id().quoted()));
    }
  }

  private void partitions(Connection connection, Table table) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(PARTITIONS)) {
      query.setLong(1, table.oid());
      query.setLong(2, table.oid());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          if (row.getBoolean("unidentified")) {
            throw problem(
                ("the partition %s of %s has no key that tells its rows apart, so that publishing"
                        + " it would make UPDATE and DELETE on it fail")
                    .formatted(row.getString(1), table.id()),
                "Run ALTER TABLE %s REPLICA IDENTITY FULL".formatted(row.getString(1)));
          }
          if (row.getBoolean("other")) {
            throw problem(
                "the partition %s has another replica identity than %s"
                    .formatted(row.getString(1), table.id()),
                "Run ALTER TABLE … REPLICA IDENTITY on both, so that they are the same");
          }
        }
      }
    }
  }

  private static List<String> slots(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT slot_name FROM pg_replication_slots ORDER BY 1")) {
      List<String> slots = new ArrayList<>();
      while (row.next()) {
        slots.add(row.getString(1));
      }
      return slots;
    }
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private SourceProblem problem(String what, String remedy) {
    return SourceProblem.lasting("%s: %s. %s".formatted(database.address(), what, remedy));
  }
}
