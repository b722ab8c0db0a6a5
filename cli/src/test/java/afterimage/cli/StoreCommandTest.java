package afterimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.ExpectedVersion;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import afterimage.store.StreamId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StoreCommandTest {

  private record Run(int code, String out, String err) {}

  private final Database database = TestPostgres.freshDatabase();
  @TempDir private Path folder;

  @BeforeEach
  void twoStreams() {
    StoreSchema.migrate(database.dataSource());
    PostgresEventStore store = new PostgresEventStore(database.dataSource());
    for (String stream : List.of("cart-1", "cart-2")) {
      for (int i = 1; i <= 3; i++) {
        store.append(
            StreamId.of(stream),
            ExpectedVersion.ANY,
            List.of(NewEvent.of("Happened", new Json("{\"n\":%d}".formatted(i)), Metadata.NONE)));
      }
    }
  }

  @Test
  void a_digest_is_written_and_the_store_is_whole_against_it() throws IOException {
    Path digest = folder.resolve("digest.txt");
    Run head = run("store", "head", "--store", url(), "--output", digest.toString());
    assertThat(head.code).isZero();
    assertThat(head.err).startsWith("6 events in 2 streams up to position 6; SHA-256");
    assertThat(Files.readAllLines(digest)).hasSize(4);
    assertThat(run("store", "head", "--store", url()).out)
        .isEqualToNormalizingNewlines(Files.readString(digest));

    Run check = run("store", "check", "--store", url(), "--against", digest.toString());
    assertThat(check.code).isZero();
    assertThat(check.out)
        .startsWith("whole: 6 events in 2 streams up to position 6, against " + digest);
  }

  @Test
  void what_was_changed_is_named_and_the_exit_code_says_so() throws SQLException {
    Path digest = folder.resolve("digest.txt");
    run("store", "head", "--store", url(), "--output", digest.toString());
    try (var owner = database.connect();
        var statement = owner.createStatement()) {
      statement.execute("ALTER TABLE afterimage.events DISABLE TRIGGER events_immutable");
      statement.execute("DELETE FROM afterimage.events WHERE position IN (3, 5)");
    }
    Run without = run("store", "check", "--store", url());
    assertThat(without.code).isEqualTo(1);
    assertThat(without.out)
        .startsWith(
            "Stream cart-2: version 2 was removed; later events of the stream are there"
                + System.lineSeparator()
                + "NOT WHOLE: 4 events in 2 streams");
    assertThat(run("store", "check", "--store", url(), "--against", digest.toString()).out)
        .startsWith("Stream cart-1: version 3 was cut off the end of the stream");
  }

  @Test
  void what_cannot_be_used_is_said() throws IOException {
    assertThat(run("store", "head", "--store", "nonsense").code).isEqualTo(2);
    Database empty = TestPostgres.freshDatabase();
    Run none = run("store", "check", "--store", empty.jdbcUrl() + "?user=" + empty.user());
    assertThat(none.code).isEqualTo(2);
    assertThat(none.err)
        .contains("has no event store: there is no table afterimage.events. Name the database of");
    Path garbage = Files.writeString(folder.resolve("garbage"), "hello");
    Run against = run("store", "check", "--store", url(), "--against", garbage.toString());
    assertThat(against.code).isEqualTo(2);
    assertThat(against.err).contains("garbage: line 1: expected `afterimage-digest 1 position N`");
    Run missing = run("store", "check", "--store", url(), "--against", folder + "/none");
    assertThat(missing.code).isEqualTo(2);
    assertThat(missing.err).contains("it cannot be read");
    Run unwritable = run("store", "head", "--store", url(), "--output", folder + "/no/such/place");
    assertThat(unwritable.code).isEqualTo(2);
    assertThat(unwritable.err).contains("it cannot be written");
  }

  private String url() {
    return database.jdbcUrl() + "?user=" + database.user();
  }

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = command.execute(arguments);
    return new Run(code, out.toString(), err.toString());
  }
}
