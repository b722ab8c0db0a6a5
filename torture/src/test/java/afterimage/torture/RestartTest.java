package afterimage.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.capture.Pipeline;
import afterimage.capture.sink.Sink;
import afterimage.postgres.TestPostgres;
import afterimage.torture.load.RandomTable;
import afterimage.torture.load.RandomTables;
import afterimage.torture.load.Script;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Restarts at the moments at which change data capture has been known to lose rows: F4, F5, F6, F9
/// and F15 of the faults, each with all oracles.
class RestartTest {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final RandomTables TABLES =
      new RandomTables(
          List.of(
              new RandomTable(
                  "t0",
                  List.of(new RandomTable.Column("k", "int", "int")),
                  List.of(new RandomTable.Column("c0", "text", "text DEFAULT 'x'")),
                  true,
                  ""),
              new RandomTable(
                  "t1",
                  List.of(new RandomTable.Column("k", "int", "int")),
                  List.of(new RandomTable.Column("c0", "text", "text")),
                  false,
                  "t0")));

  private Rig rig;

  @BeforeEach
  void prepare() throws Exception {
    rig = new Rig(TestPostgres.server(), "restart_" + COUNT.incrementAndGet(), TABLES);
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  private void run(String... statements) throws Exception {
    try (Connection connection = rig.source().connect()) {
      assertThat(Script.run(connection, List.of(statements))).isTrue();
    }
  }

  private void agree() throws Exception {
    try (Rig.Running running = rig.start(UnaryOperator.identity())) {
      running.awaitCaughtUp();
      assertThat(rig.oracles().check()).isEmpty();
    }
  }

  /// Reads, and gives up at the first thing that is to be stored.
  private void restartInTheMiddle() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    Pipeline pipeline = rig.pipeline(Failing.atRandom(new java.util.Random(0), 1, failures));
    assertThatThrownBy(pipeline::run).hasMessageContaining("killed");
    pipeline.close();
    assertThat(failures).hasValue(1);
  }

  @Test
  void an_older_transaction_is_open_while_younger_ones_commit_and_capture_restarts()
      throws Exception {
    older();
    agree();
    assertThat(rig.oracles().transactions()).isEqualTo(4);
  }

  /// Rows of one transaction, around the commit of others and a restart.
  private void older() throws Exception {
    try (Connection old = rig.source().connect();
        Statement statement = old.createStatement()) {
      old.setAutoCommit(false);
      statement.execute("INSERT INTO t0 (k, v) VALUES (1, 1)");
      run("INSERT INTO t0 (k, v) VALUES (2, 1)");
      rig.catchUp(UnaryOperator.identity());
      statement.execute("INSERT INTO t0 (k, v) VALUES (3, 1)");
      run("UPDATE t0 SET v = v + 1 WHERE k = 2");
      rig.catchUp(UnaryOperator.identity());
      statement.execute("UPDATE t0 SET v = v + 1");
      old.commit();
    }
    run("INSERT INTO t0 (k, v) VALUES (4, 1)");
  }

  @Test
  void the_oracles_find_a_source_that_loses_a_transaction() throws Exception {
    run("INSERT INTO t0 (k, v) VALUES (1, 1), (2, 1)");
    run("UPDATE t0 SET v = v + 1 WHERE k = 2");
    AtomicInteger lost = new AtomicInteger();
    UnaryOperator<Sink> losing = Failing.losingOne(lost);
    try (Rig.Running running = rig.start(losing)) {
      running.awaitCaughtUp();
      List<String> wrong = rig.oracles().check();
      assertThat(lost).hasValue(1);
      assertThat(wrong)
          .anySatisfy(what -> assertThat(what).startsWith("O1").contains("never arrived"))
          .anySatisfy(what -> assertThat(what).startsWith("O2"));
    }
  }

  @Test
  void a_null_stays_null_where_the_column_has_a_default() throws Exception {
    run(
        "INSERT INTO t0 (k, v, c0) VALUES (1, 1, NULL), (2, 1, 'y')",
        "INSERT INTO t0 (k, v) VALUES (3, 1)");
    run("UPDATE t0 SET v = 2, c0 = NULL WHERE k = 2");
    agree();
  }

  @Test
  void rows_that_share_an_lsn_survive_a_restart_in_their_middle() throws Exception {
    StringBuilder copy = new StringBuilder("COPY t0 (k, v) FROM STDIN\n");
    for (int i = 0; i < 3_000; i++) {
      copy.append(i).append("\t1\n");
    }
    run(copy.toString());
    run("INSERT INTO t1 (k, v) SELECT i, 1 FROM generate_series(1, 1000) i");
    restartInTheMiddle();
    agree();
  }

  @Test
  void a_logical_message_before_rows_survives_a_restart() throws Exception {
    run(
        "SELECT pg_logical_emit_message(true, 'torture', 'first')",
        "INSERT INTO t0 (k, v) VALUES (1, 1)",
        "SELECT pg_logical_emit_message(true, 'torture', 'between')",
        "INSERT INTO t0 (k, v) VALUES (2, 1)");
    restartInTheMiddle();
    run("SELECT pg_logical_emit_message(true, 'torture', 'alone')");
    run("UPDATE t0 SET v = v + 1");
    agree();
  }

  @Test
  void a_key_that_changes_is_the_row_leaving_one_stream_and_entering_another() throws Exception {
    run("INSERT INTO t0 (k, v) VALUES (1, 1)");
    run("UPDATE t0 SET k = 7, v = 2 WHERE k = 1");
    agree();
  }

  @Test
  void keys_that_are_swapped_in_one_transaction_end_with_the_rows_that_have_them()
      throws Exception {
    run("INSERT INTO t1 (k, v, c0) VALUES (1, 1, 'a'), (2, 1, 'b')");
    run(
        "UPDATE t1 SET k = -1, v = v + 1 WHERE k = 1",
        "UPDATE t1 SET k = 1, v = v + 1 WHERE k = 2",
        "UPDATE t1 SET k = 2, v = v + 1 WHERE k = -1");
    agree();
  }

  @Test
  void a_key_that_is_deleted_and_inserted_in_one_transaction_is_another_row() throws Exception {
    run("INSERT INTO t0 (k, v, c0) VALUES (1, 1, 'old')");
    run("DELETE FROM t0 WHERE k = 1", "INSERT INTO t0 (k, v) VALUES (1, 1)");
    agree();
  }

  @Test
  void an_upsert_is_the_insert_or_the_update_that_it_was() throws Exception {
    String upsert =
        "INSERT INTO t0 (k, v) VALUES (1, 1), (2, 1) ON CONFLICT (k) DO UPDATE SET v = t0.v + 1";
    run("INSERT INTO t0 (k, v) VALUES (1, 1)");
    run(upsert);
    run(upsert);
    agree();
  }

  @Test
  void rows_that_a_cascade_deletes_are_told_one_by_one() throws Exception {
    run("INSERT INTO t0 (k, v) VALUES (1, 1), (2, 1)");
    run("INSERT INTO t1 (k, v, up) VALUES (1, 1, 1), (2, 1, 1), (3, 1, 2)");
    run("DELETE FROM t0 WHERE k = 1");
    agree();
  }

  @Test
  void rows_that_a_trigger_writes_belong_to_the_transaction_that_fired_it() throws Exception {
    run(
        "CREATE FUNCTION shadow() RETURNS trigger LANGUAGE plpgsql AS"
            + " 'BEGIN INSERT INTO t1 (k, v) VALUES (new.k, 1)"
            + " ON CONFLICT (k) DO UPDATE SET v = t1.v + 1; RETURN new; END'",
        "CREATE TRIGGER shadow AFTER INSERT OR UPDATE ON t0 FOR EACH ROW EXECUTE FUNCTION shadow()");
    run("INSERT INTO t0 (k, v) VALUES (1, 1), (2, 1)", "UPDATE t0 SET v = v + 1");
    agree();
  }

  @Test
  void a_truncate_empties_every_stream_that_was_known() throws Exception {
    run(
        "INSERT INTO t0 (k, v) VALUES (1, 1), (2, 1)",
        "INSERT INTO t1 (k, v, up) VALUES (1, 1, 1)");
    run("TRUNCATE t0 CASCADE", "INSERT INTO t0 (k, v) VALUES (2, 1)");
    agree();
  }

  @Test
  void work_that_was_undone_never_appears() throws Exception {
    run(
        "INSERT INTO t0 (k, v) VALUES (1, 1)",
        "SAVEPOINT undone",
        "INSERT INTO t0 (k, v) VALUES (2, 1)",
        "UPDATE t0 SET v = v + 1",
        "SELECT pg_logical_emit_message(true, 'torture', 'undone')",
        "ROLLBACK TO undone",
        "INSERT INTO t0 (k, v) VALUES (3, 1)");
    try (Connection connection = rig.source().connect()) {
      assertThat(Script.run(connection, List.of("INSERT INTO t0 (k, v) VALUES (9, 1)", "ROLLBACK")))
          .isFalse();
    }
    agree();
  }

  @Test
  void a_long_value_that_an_update_leaves_alone_is_still_there() throws Exception {
    run("INSERT INTO t1 (k, v, c0) VALUES (1, 1, repeat('long ', 2000))");
    rig.catchUp(UnaryOperator.identity());
    run("UPDATE t1 SET v = v + 1");
    run("UPDATE t1 SET k = 5, v = v + 1");
    agree();
  }
}
