package afterimage.store.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.Metadata;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import afterimage.store.StreamId;
import afterimage.store.aggregate.Account.Command;
import afterimage.store.aggregate.Account.Event;
import afterimage.store.aggregate.Account.State;
import io.agroal.api.AgroalDataSource;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Another process is killed for real while it appends and writes snapshots.
class SnapshotKillTest {

  private static final StreamId STREAM = StreamId.of("account-1");

  private final Database database = TestPostgres.freshDatabase();
  private final AgroalDataSource pool = database.pool(4);
  private final Told told = new Told();
  private final Aggregates<Command, State, Event> plain =
      new Aggregates<>(new PostgresEventStore(pool), new Account(), Account.types());

  @BeforeEach
  void migrate() {
    StoreSchema.migrate(pool);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void killed_between_append_and_snapshot_the_events_stand_and_the_next_writer_goes_on()
      throws Exception {
    Process process = start("halt");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(137);

    assertThat(accounts().load(STREAM).version()).isEqualTo(1);
    assertThat(told.snapshots).containsExactly("missed", "written");
    goesOn();
  }

  @Test
  void killed_at_any_moment_the_snapshot_is_what_its_events_fold_to() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 4; round++) {
      Process process = start("go on");
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (int line = 1 + random.nextInt(40); line > 0; line--) {
          assertThat(out.readLine()).as("seed %d", seed).isEqualTo("deposited");
        }
        process.destroyForcibly().waitFor();
      }
      told.forget();
      assertThat(accounts().load(STREAM)).as("seed %d", seed).isEqualTo(plain.load(STREAM));
      assertThat(told.snapshots).as("seed %d", seed).startsWith("used");
      goesOn();
    }
  }

  private void goesOn() {
    Loaded<State> before = plain.load(STREAM);
    Loaded<State> after = accounts().handle(STREAM, new Command.Deposit(1), Metadata.NONE);
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after).isEqualTo(plain.load(STREAM));
  }

  private Aggregates<Command, State, Event> accounts() {
    return plain.snapshotting(Snapshots.in(pool, Codec.of(State.class)).every(1).observedBy(told));
  }

  private Process start(String how) throws Exception {
    return new ProcessBuilder(
            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
            "-Xmx256m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            System.getProperty("java.class.path"),
            AccountProcess.class.getName(),
            database.jdbcUrl() + "?user=" + database.user(),
            how)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
