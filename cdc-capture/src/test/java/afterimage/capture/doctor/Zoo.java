package afterimage.capture.doctor;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// A database with everything in it that is hard to capture.
final class Zoo {

  static final String TABLES =
      """
      CREATE SCHEMA zoo;
      CREATE SCHEMA other;
      CREATE TABLE zoo.plain (id int PRIMARY KEY, name text);
      CREATE TABLE other.plain (id int PRIMARY KEY, name text);
      CREATE TABLE zoo.keyless (a int, b text, j json);
      CREATE TABLE zoo.deferred (id int PRIMARY KEY DEFERRABLE, b text);
      CREATE TABLE zoo.nothing (id int PRIMARY KEY, b text);
      ALTER TABLE zoo.nothing REPLICA IDENTITY NOTHING;
      CREATE TABLE zoo.lost_index (a int NOT NULL, b text);
      CREATE UNIQUE INDEX lost ON zoo.lost_index (a);
      ALTER TABLE zoo.lost_index REPLICA IDENTITY USING INDEX lost;
      DROP INDEX zoo.lost;
      CREATE TABLE zoo.computed (id int PRIMARY KEY, a int, twice int GENERATED ALWAYS AS (a * 2) STORED);
      CREATE TABLE zoo.computed_full (id int PRIMARY KEY, a int, twice int GENERATED ALWAYS AS (a * 2) STORED);
      ALTER TABLE zoo.computed_full REPLICA IDENTITY FULL;
      CREATE TABLE zoo.computed_keyless (a int, twice int GENERATED ALWAYS AS (a * 2) STORED);
      CREATE TABLE zoo.computed_unique (a int NOT NULL UNIQUE, twice int GENERATED ALWAYS AS (a * 2) STORED);
      CREATE TABLE zoo.computed_deferred (id int PRIMARY KEY DEFERRABLE, a int, twice int GENERATED ALWAYS AS (a * 2) STORED);
      CREATE TABLE zoo.virtual (a int, next int GENERATED ALWAYS AS (a + 1) VIRTUAL);
      CREATE UNLOGGED TABLE zoo.z_unlogged (id int PRIMARY KEY, a text);
      CREATE UNLOGGED TABLE zoo.a_unlogged (id int PRIMARY KEY, z int REFERENCES zoo.z_unlogged);
      CREATE TABLE zoo.parted (id int, day date, a text, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
      CREATE TABLE zoo.parted_1 PARTITION OF zoo.parted FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
      CREATE TABLE zoo.parted_2 PARTITION OF zoo.parted FOR VALUES FROM ('2026-07-01') TO ('2027-01-01');
      ALTER TABLE zoo.parted REPLICA IDENTITY FULL;
      CREATE TABLE zoo.parted_keyless (a int, day date) PARTITION BY RANGE (day);
      CREATE TABLE zoo.parted_keyless_1 PARTITION OF zoo.parted_keyless FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      CREATE TABLE zoo.listed (id int PRIMARY KEY, a int, b text);
      CREATE PUBLICATION somebody FOR TABLE zoo.listed (id, a);
      CREATE TABLE zoo.egg (id int PRIMARY KEY, hen int);
      CREATE TABLE zoo.hen (id int PRIMARY KEY, egg int REFERENCES zoo.egg ON DELETE CASCADE);
      ALTER TABLE zoo.egg ADD FOREIGN KEY (hen) REFERENCES zoo.hen ON DELETE CASCADE;
      CREATE TABLE zoo."Ü ""b'r. $1 %s {x}; --" ("Id " int PRIMARY KEY, "ID" int, "größe' in cm" int);
      CREATE TABLE zoo.kinds (id int PRIMARY KEY, at timetz, p point, bits bit(3), m money, x xml, txt text);
      CREATE TABLE zoo.twins ("Name" text, name text PRIMARY KEY);
      CREATE TABLE zoo.mother (id int PRIMARY KEY);
      CREATE TABLE zoo.daughter (PRIMARY KEY (id)) INHERITS (zoo.mother);
      CREATE FOREIGN DATA WRAPPER elsewhere;
      CREATE SERVER elsewhere FOREIGN DATA WRAPPER elsewhere;
      CREATE FOREIGN TABLE zoo.far (id int) SERVER elsewhere;
      """;

  /// Rows for every table that can be captured.
  static final List<String> ROWS =
      List.of(
          "INSERT INTO zoo.plain VALUES (1, 'a')",
          "INSERT INTO other.plain VALUES (1, 'a')",
          "INSERT INTO zoo.keyless VALUES (1, 'a', '{}')",
          "INSERT INTO zoo.deferred VALUES (1, 'a')",
          "INSERT INTO zoo.nothing VALUES (1, 'a')",
          "INSERT INTO zoo.lost_index VALUES (1, 'a')",
          "INSERT INTO zoo.computed VALUES (1, 2)",
          "INSERT INTO zoo.computed_full VALUES (1, 2)",
          "INSERT INTO zoo.computed_keyless VALUES (1)",
          "INSERT INTO zoo.computed_unique VALUES (1)",
          "INSERT INTO zoo.computed_deferred VALUES (1, 2)",
          "INSERT INTO zoo.virtual VALUES (1)",
          "INSERT INTO zoo.z_unlogged VALUES (1, 'a')",
          "INSERT INTO zoo.a_unlogged VALUES (1, NULL)",
          "INSERT INTO zoo.parted VALUES (1, '2026-02-03', 'a'), (1, '2026-08-03', 'a')",
          "INSERT INTO zoo.parted_keyless VALUES (1, '2026-02-03')",
          "INSERT INTO zoo.listed VALUES (1, 2, 'a')",
          "INSERT INTO zoo.egg VALUES (1, NULL)",
          "INSERT INTO zoo.hen VALUES (1, 1)",
          "INSERT INTO zoo.\"Ü \"\"b'r. $1 %s {x}; --\" VALUES (1, 2, 3)",
          "INSERT INTO zoo.kinds VALUES (1, '10:00+02', '(1,2)', '101', 5, '<a/>', 'a')",
          "INSERT INTO zoo.mother VALUES (1)",
          "INSERT INTO zoo.daughter VALUES (2)");

  private Zoo() {}

  static Database create() throws SQLException {
    Database database = TestPostgres.freshDatabase();
    execute(database, TABLES);
    return database;
  }

  static void execute(Database database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      // The driver would take $1 and ? for its own.
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
