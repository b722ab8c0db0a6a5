package afterimage.capture.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import afterimage.capture.mapping.Coverage;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingProblems;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RandomSchemasTest {

  private static final int SCHEMAS = 12;

  private static final List<String> TYPES =
      List.of(
          "int",
          "bigint",
          "smallint",
          "text",
          "varchar(20)",
          "char(3)",
          "boolean",
          "date",
          "timestamptz",
          "timestamp",
          "time",
          "timetz",
          "numeric",
          "numeric(8,2)",
          "float8",
          "float4",
          "money",
          "uuid",
          "json",
          "jsonb",
          "bytea",
          "int[]",
          "text[]",
          "date[]",
          "point",
          "bit(3)",
          "inet",
          "interval",
          "tsvector",
          "int4range",
          "xml",
          "oid",
          "name",
          "pg_lsn",
          "mood",
          "positive",
          "text CHECK ($ IN ('new', 'paid', 'null', 'it''s \"odd\"'))");

  private static final List<String> KEY_TYPES =
      List.of(
          "int", "bigint", "text", "uuid", "date", "numeric", "char(3)", "int[]", "float8",
          "bit(3)", "mood");

  private static final List<String> NAMES =
      List.of(
          "status",
          "is_active",
          "active",
          "shipped_at",
          "deleted_at",
          "checked_out",
          "updated_at",
          "quantity",
          "by",
          "in",
          "null",
          "true",
          "Größe in cm",
          "a\"b",
          "a'b\\c",
          "x.y",
          "{z}",
          "[w] #",
          "smile 😀",
          "tab\there",
          "was_id",
          "id",
          "renewals",
          "price",
          "name",
          "paid",
          "paid_on",
          "created_at",
          "row",
          "event",
          "stream",
          "- dash",
          ": colon",
          "%s",
          "orders",
          "order_lines",
          "line_history",
          "people",
          "versions",
          "été",
          "?",
          "column",
          "column_2",
          "null_2",
          "changed",
          "returned_at",
          "returned");

  private final Random random = new Random();

  @Test
  void whatever_the_schema_the_start_is_valid_and_restores_every_column() throws Exception {
    for (int i = 0; i < SCHEMAS; i++) {
      long seed = Long.getLong("afterimage.seed", System.nanoTime());
      random.setSeed(seed);
      List<String> sql = schema();
      Discovery discovery = draw(sql);
      try {
        for (Mapping mapping : DiscoverTest.read(discovery)) {
          assertThat(Coverage.of(mapping).lost()).isEmpty();
        }
      } catch (MappingProblems | AssertionError e) {
        fail(
            "seed %d:%n%s%n%s%n%s"
                .formatted(seed, e.getMessage(), String.join(";\n", sql), discovery.files()),
            e);
      }
    }
  }

  private static Discovery draw(List<String> sql) throws SQLException {
    Database database = TestPostgres.freshDatabase();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String one : sql) {
        statement.execute(one);
      }
      return Discover.draw(connection, "start", List.of());
    } finally {
      TestPostgres.server().drop(database.name());
    }
  }

  private List<String> schema() {
    List<String> sql = new ArrayList<>();
    sql.add("CREATE TYPE mood AS ENUM ('happy', 'null', '~', 'it''s \"odd\"', 'returned', ' ')");
    sql.add("CREATE DOMAIN positive AS int CHECK (value > 0)");
    sql.add("CREATE SCHEMA \"Mein Laden\"");
    List<String> made = new ArrayList<>();
    List<List<String>> keys = new ArrayList<>();
    int tables = 1 + random.nextInt(8);
    for (int t = 0; t < tables; t++) {
      String table = (random.nextInt(4) == 0 ? "\"Mein Laden\"." : "public.") + quoted(pick(NAMES));
      if (made.contains(table)) {
        continue;
      }
      sql.add(table(table, made, keys));
      made.add(table);
    }
    return sql;
  }

  /// Adds the types of its key to `keys`; none if it has no key.
  private String table(String table, List<String> made, List<List<String>> keys) {
    List<String> parts = new ArrayList<>();
    TreeSet<String> taken = new TreeSet<>();
    List<String> key = new ArrayList<>();
    List<String> keyTypes = new ArrayList<>();
    for (int r = random.nextInt(3); r > 0 && !made.isEmpty(); r--) {
      int other = random.nextInt(made.size());
      if (keys.get(other).isEmpty()) {
        continue;
      }
      List<String> columns = new ArrayList<>();
      boolean isKey = random.nextBoolean();
      for (String type : keys.get(other)) {
        String column = column(taken);
        columns.add(column);
        parts.add(column + " " + type + (random.nextBoolean() ? " NOT NULL" : ""));
        if (isKey) {
          key.add(column);
          keyTypes.add(type);
        }
      }
      parts.add(
          "FOREIGN KEY (%s) REFERENCES %s %s"
              .formatted(
                  String.join(", ", columns),
                  made.get(other),
                  random.nextBoolean() ? "ON DELETE CASCADE" : ""));
    }
    for (int k = random.nextInt(3); k > 0; k--) {
      String column = column(taken);
      String type = pick(KEY_TYPES);
      parts.add(column + " " + type);
      key.add(column);
      keyTypes.add(type);
    }
    for (int c = random.nextInt(10); c > 0; c--) {
      String column = column(taken);
      parts.add(
          column
              + " "
              + pick(TYPES).replace("$", column)
              + (random.nextInt(3) == 0 ? " NOT NULL" : ""));
    }
    if (random.nextInt(4) == 0) {
      parts.add(column(taken) + " int GENERATED ALWAYS AS (1 + 1) STORED");
    }
    if (!key.isEmpty()) {
      parts.add("PRIMARY KEY (%s)".formatted(String.join(", ", key)));
    }
    keys.add(keyTypes);
    return "CREATE TABLE %s (%s)".formatted(table, String.join(", ", parts));
  }

  private String column(TreeSet<String> taken) {
    while (true) {
      String name = pick(NAMES);
      if (random.nextInt(3) == 0) {
        name += random.nextInt(5);
      }
      if (taken.add(name.toLowerCase(Locale.ROOT))) {
        return quoted(name);
      }
    }
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
