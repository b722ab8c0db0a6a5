package afterimage.capture.source;

import afterimage.capture.change.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A publication as it is: what of the tables' changes the slot is given.
///
/// @param oid one that was dropped and made again has another
/// @param actions of `insert`, `update`, `delete` and `truncate`
/// @param viaRoot whether the changes of partitions come as those of the table they are of
/// @param wide `ALL TABLES` or `TABLES IN SCHEMA`; empty if its tables are named one by one
/// @param members the tables, each with what is particular to it
record Publication(
    String name,
    long oid,
    Set<String> actions,
    boolean viaRoot,
    String wide,
    Map<TableId, Member> members) {

  private static final Set<String> ALL = Set.of("insert", "update", "delete", "truncate");

  // Row filters and column lists came with PostgreSQL 15, schemas too.
  private static final String MEMBERS =
      """
      SELECT n.nspname, c.relname, r.oid::bigint, c.relkind = 'p',
             to_jsonb(r) ->> 'prqual' IS NOT NULL,
             to_jsonb(r) ->> 'prattrs' IS NOT NULL
      FROM pg_publication_rel r JOIN pg_class c ON c.oid = r.prrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace WHERE r.prpubid = ?
      """;

  /// @param entry its place in the catalog; a table that was taken out and put in again has another
  record Member(long entry, boolean partitioned, boolean filtered, boolean listed) {}

  Publication {
    actions = Set.copyOf(actions);
    members = Map.copyOf(members);
  }

  static Optional<Publication> read(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT oid::bigint, pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot,
                   CASE WHEN puballtables THEN 'ALL TABLES' WHEN %s THEN 'TABLES IN SCHEMA' ELSE '' END
            FROM pg_publication p WHERE pubname = ?
            """
                .formatted(
                    connection.getMetaData().getDatabaseMajorVersion() < 15
                        ? "false"
                        : "EXISTS (SELECT FROM pg_publication_namespace WHERE pnpubid = p.oid)"))) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        Set<String> actions = new TreeSet<>();
        List<String> words = List.of("insert", "update", "delete", "truncate");
        for (int i = 0; i < words.size(); i++) {
          if (row.getBoolean(i + 2)) {
            actions.add(words.get(i));
          }
        }
        return Optional.of(
            new Publication(
                name,
                row.getLong(1),
                actions,
                row.getBoolean(6),
                row.getString(7),
                members(connection, row.getLong(1))));
      }
    }
  }

  private static Map<TableId, Member> members(Connection connection, long oid) throws SQLException {
    Map<TableId, Member> members = new TreeMap<>();
    try (PreparedStatement query = connection.prepareStatement(MEMBERS)) {
      query.setLong(1, oid);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          members.put(
              new TableId(row.getString(1), row.getString(2)),
              new Member(row.getLong(3), row.getBoolean(4), row.getBoolean(5), row.getBoolean(6)));
        }
      }
    }
    return members;
  }

  /// Why it does not give all changes of the tables, and no others; empty if it does.
  List<String> problems(Collection<TableId> tables) {
    List<String> problems = new ArrayList<>();
    if (!wide.isEmpty()) {
      problems.add("publication %s is FOR %s, not for the tables by name".formatted(name, wide));
      return problems;
    }
    Set<TableId> expected = new TreeSet<>(tables);
    Set<TableId> actual = new TreeSet<>(members.keySet());
    if (!expected.equals(actual)) {
      problems.add(
          "the publication's tables: expected %s, but it is %s".formatted(expected, actual));
    }
    if (!actions.equals(ALL)) {
      problems.add(
          "publication %s publishes only %s"
              .formatted(name, String.join(", ", new TreeSet<>(actions))));
    }
    new TreeMap<>(members)
        .forEach(
            (table, member) -> {
              if (member.filtered) {
                problems.add("publication %s filters the rows of %s".formatted(name, table));
              }
              if (member.listed) {
                problems.add("publication %s leaves out columns of %s".formatted(name, table));
              }
            });
    boolean partitioned = members.values().stream().anyMatch(Member::partitioned);
    if (partitioned && !viaRoot) {
      problems.add(
          "publication %s gives the changes of partitions under their own names".formatted(name));
    }
    return problems;
  }

  /// The same text as long as nobody took a table out of it or made it anew.
  String identity() {
    StringBuilder text = new StringBuilder("oid " + oid);
    new TreeMap<>(members)
        .forEach((table, member) -> text.append("; %s %d".formatted(table, member.entry)));
    return text.toString();
  }
}
