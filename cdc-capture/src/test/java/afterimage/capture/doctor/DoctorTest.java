package afterimage.capture.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import afterimage.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoctorTest {

  private static Finding finding(Examination examination, String where, String what) {
    List<Finding> found =
        examination.findings().stream()
            .filter(f -> f.where().equals(where) && f.what().contains(what))
            .toList();
    assertThat(found).as(where + ": " + what + " in " + examination.findings()).hasSize(1);
    return found.getFirst();
  }

  private static TableHealth health(Examination examination, String table) {
    return examination.tables().stream()
        .filter(h -> h.table().toString().equals(table))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void every_kind_of_table_is_told_with_what_it_loses_and_what_to_do() throws Exception {
    Database database = Zoo.create();
    Zoo.execute(
        database,
        "INSERT INTO zoo.plain SELECT g, repeat('x', 100) FROM generate_series(1, 1000) g; ANALYZE zoo.plain; UPDATE zoo.plain SET name = 'y'; SELECT pg_stat_force_next_flush()");

    Examination examination = Doctor.examine(database, List.of());

    Finding full = finding(examination, "zoo.plain", "is not logged");
    assertThat(full.severity()).isEqualTo(Severity.LOSES);
    assertThat(full.sql()).containsExactly("ALTER TABLE \"zoo\".\"plain\" REPLICA IDENTITY FULL");
    assertThat(full.cost())
        .isEqualTo(
            "about 105 B more WAL for each UPDATE and DELETE; for the 1,000 that the statistics count 105 kB");
    assertThat(full.breaks()).contains("lock_timeout");
    assertThat(health(examination, "zoo.plain").loses())
        .containsExactly("the row as it was", "long values that an UPDATE leaves alone (name)");

    assertThat(finding(examination, "zoo.keyless", "UPDATE and DELETE on it fail").severity())
        .isEqualTo(Severity.BLOCKS);
    assertThat(finding(examination, "zoo.computed", "would make UPDATE and DELETE fail").advice())
        .contains("remember: [ zoo.computed ]");
    assertThat(finding(examination, "zoo.computed_full", "would do so too").sql())
        .containsExactly("ALTER TABLE \"zoo\".\"computed_full\" REPLICA IDENTITY DEFAULT");
    assertThat(finding(examination, "zoo.listed", "somebody").sql()).isEmpty();
    assertThat(finding(examination, "zoo.parted", "is not logged").sql())
        .containsExactly(
            "ALTER TABLE \"zoo\".\"parted_1\" REPLICA IDENTITY FULL",
            "ALTER TABLE \"zoo\".\"parted_2\" REPLICA IDENTITY FULL");
    assertThat(examination.sql(Severity.BLOCKS))
        .containsSubsequence(
            "ALTER TABLE \"zoo\".\"z_unlogged\" SET LOGGED",
            "ALTER TABLE \"zoo\".\"a_unlogged\" SET LOGGED");
    finding(examination, "zoo.kinds", "at is timetz");
    finding(examination, "zoo.kinds", "p is point");
    finding(examination, "zoo.kinds", "bits is bit");
    finding(
        examination,
        "zoo.egg",
        "its foreign keys write by themselves (a DELETE of zoo.hen CASCADE)");
    assertThat(finding(examination, "zoo.mother", "zoo.daughter").severity())
        .isEqualTo(Severity.BLOCKS);
    finding(examination, "zoo.twins", "differ only by case");
    finding(examination, "zoo.far", "foreign table");
    assertThat(health(examination, "zoo.far").capturable()).isFalse();
    assertThat(examination.tables())
        .extracting(h -> h.table().toString())
        .contains("zoo.plain", "other.plain", "zoo.Ü \"b'r. $1 %s {x}; --")
        .doesNotContain("zoo.parted_1");
    assertThat(Doctor.examine(database, List.of("other")).tables()).hasSize(1);
    assertThatThrownBy(() -> Doctor.examine(database, List.of("othr")))
        .hasMessage(
            "--schema othr: %s has no such schema; it has other, public, zoo"
                .formatted(database.address()));
  }

  @Test
  void it_changes_nothing() throws Exception {
    Database database = Zoo.create();
    List<String> before = everything(database);
    Doctor.examine(database, List.of());
    assertThat(everything(database)).isEqualTo(before);
  }

  private static List<String> everything(Database database) throws SQLException {
    List<String> all = new ArrayList<>();
    for (String catalog :
        List.of(
            "pg_class c WHERE relnamespace::regnamespace::text IN ('zoo', 'other')",
            "pg_publication c",
            "pg_replication_slots c WHERE database = current_database()",
            "pg_roles c",
            "pg_index c",
            "pg_constraint c")) {
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery("SELECT c::text FROM " + catalog + " ORDER BY 1")) {
        while (row.next()) {
          all.add(row.getString(1));
        }
      }
    }
    return all;
  }

  @Test
  void an_empty_database_has_nothing_to_capture() {
    Examination examination = Doctor.examine(TestPostgres.freshDatabase(), List.of());
    assertThat(finding(examination, "tables", "the database has no table").severity())
        .isEqualTo(Severity.BLOCKS);
  }

  @Test
  void a_login_without_rights_is_told_which_ones_it_needs_and_has_them_afterwards()
      throws Exception {
    Database database = Zoo.create();
    String user = "poor_" + database.name();
    Zoo.execute(database, "CREATE ROLE \"%s\" LOGIN".formatted(user));
    Database poor =
        new Database(database.host(), database.port(), database.name(), user, null, Map.of());

    Examination examination = Doctor.examine(poor, List.of("other"));
    assertThat(finding(examination, "login", "may not replicate").sql())
        .containsExactly("ALTER ROLE \"%s\" REPLICATION".formatted(user));
    finding(examination, "login", "may not create a publication");
    finding(examination, "other.plain", "only its owner postgres may publish it");
    finding(examination, "other.plain", "it may not be read");

    for (String sql : examination.sql(Severity.BLOCKS)) {
      if (!sql.startsWith("GRANT \"postgres\"")) {
        Zoo.execute(database, sql);
      }
    }
    Examination better = Doctor.examine(poor, List.of("other"));
    assertThat(better.findings())
        .extracting(Finding::what)
        .noneMatch(what -> what.contains("may not"));
  }

  @Test
  void a_slot_that_nobody_reads_is_told_with_what_it_keeps() throws Exception {
    Database database = TestPostgres.freshDatabase();
    String slot = "abandoned_" + database.name();
    Zoo.execute(
        database, "SELECT pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(slot));
    try {
      Finding finding = finding(Doctor.examine(database, List.of()), "slots", slot);
      assertThat(finding.what()).startsWith("nobody reads the slot " + slot + "; it keeps ");
      assertThat(finding.sql())
          .containsExactly("SELECT pg_drop_replication_slot('%s')".formatted(slot));
    } finally {
      Zoo.execute(database, "SELECT pg_drop_replication_slot('%s')".formatted(slot));
    }
  }

  @Test
  void a_pooler_before_the_server_is_seen() throws Exception {
    try (FakePooler pooler = new FakePooler(TestPostgres.freshDatabase())) {
      Examination examination = Doctor.examine(pooler.database(), List.of());
      assertThat(finding(examination, "server", "a connection pooler").severity())
          .isEqualTo(Severity.BLOCKS);
    }
  }

  @Test
  void a_server_that_is_too_old_is_told_so() throws Exception {
    try (FakeServer server = new FakeServer("13.22")) {
      Examination examination = Doctor.examine(at(server), List.of());
      assertThat(examination.server()).isEqualTo("PostgreSQL 13.22");
      assertThat(examination.isFit()).isFalse();
      finding(examination, "server", "it is PostgreSQL 13; capture needs 14 or later");
    }
  }

  @Test
  void what_is_no_postgresql_is_told_so() throws Exception {
    try (FakeServer web = new FakeServer(null)) {
      assertThatThrownBy(() -> Doctor.examine(at(web), List.of()))
          .isInstanceOf(ServerProblem.class)
          .hasMessageContaining("does not speak PostgreSQL's protocol");
    }
    try (FakeServer mute = new FakeServer("16.0")) {
      assertThatThrownBy(() -> Doctor.examine(at(mute), List.of()))
          .isInstanceOf(ServerProblem.class)
          .hasMessageContaining("so it is no PostgreSQL");
    }
  }

  private static Database at(FakeServer server) {
    return new Database("127.0.0.1", server.port(), "x", "x", null, Map.of());
  }
}
