package afterimage.capture.discover;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.doctor.Doctor;
import afterimage.capture.doctor.Examination;
import afterimage.capture.mapping.Coverage;
import afterimage.capture.mapping.Mapping;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyTablesTest {

  private static final int TABLES = Integer.getInteger("afterimage.tables", 500);

  /// Every tenth table is a root; the others belong to it, and it refers to the root before it.
  private static void create(Database database) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (int t = 0; t < TABLES; t++) {
        int root = t - t % 10;
        String refers =
            t == root
                ? (t == 0 ? "" : ", other int REFERENCES things_%d".formatted(t - 10))
                : ", root_id int NOT NULL REFERENCES things_%d ON DELETE CASCADE".formatted(root);
        statement.addBatch(
            ("CREATE TABLE things_%d (id int PRIMARY KEY%s, status text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'paid')),"
                    + " quantity int NOT NULL, shipped_at timestamptz, is_active boolean NOT NULL, price numeric(8,2),"
                    + " name text, updated_at timestamptz, a1 text, a2 text, a3 text, a4 int, a5 int, a6 date NOT NULL,"
                    + " a7 jsonb, a8 uuid, a9 text, a10 text)")
                .formatted(t, refers));
      }
      statement.executeBatch();
    }
  }

  @Test
  void five_hundred_tables_with_ten_thousand_columns_are_examined_and_drawn() throws Exception {
    Database database = TestPostgres.freshDatabase();
    create(database);

    Instant start = Instant.now();
    Examination examination = Doctor.examine(database, List.of());
    System.out.printf("doctor: %s%n", Duration.between(start, Instant.now()));
    assertThat(examination.tables()).hasSize(TABLES);

    start = Instant.now();
    Discovery discovery = DiscoverTest.draw(database);
    System.out.printf("discover: %s%n", Duration.between(start, Instant.now()));
    start = Instant.now();
    List<Mapping> mappings = DiscoverTest.read(discovery);
    System.out.printf("read again: %s%n", Duration.between(start, Instant.now()));
    assertThat(discovery.tables()).isEqualTo(TABLES);
    assertThat(discovery.aggregates()).isEqualTo(TABLES / 10);
    assertThat(discovery.files()).hasSizeGreaterThan(1).allMatch(file -> file.length() < 500_000);
    int streams = 0;
    for (Mapping mapping : mappings) {
      assertThat(Coverage.of(mapping).lost()).isEmpty();
      streams += mapping.streams().size();
    }
    assertThat(streams).isEqualTo(TABLES / 10);
    TestPostgres.server().drop(database.name());
  }
}
