package afterimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.doctor.Doctor;
import afterimage.capture.doctor.Severity;
import afterimage.domains.Domain;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class YourOwnSchemaTest {

  private static final Pattern BLOCK =
      Pattern.compile("```(\\w+)([^\n]*)\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  private final Database source = TestPostgres.freshDatabase();
  private final Database store = TestPostgres.freshDatabase();
  private final List<Ran> all = new ArrayList<>();
  private int seed;

  private record Ran(String line, int exitCode, String out, String err) {}

  private static Ran run(String line, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    return new Ran(line, exit, out.toString(), err.toString());
  }

  private static String url(Database database) {
    return "postgresql://%s@%s:%d/%s"
        .formatted(database.user(), database.host(), database.port(), database.name());
  }

  private Ran command(String line) {
    String[] words =
        line.replace("\"$SOURCE\"", url(source))
            .replace("\"$STORE\"", url(store))
            .replace("library.yaml", folder.resolve("library.yaml").toString())
            .split(" ");
    assertThat(words[0]).isEqualTo("./afterimage");
    Ran ran = run(line, List.of(words).subList(1, words.length).toArray(String[]::new));
    all.add(ran);
    return ran;
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = source.connect();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private boolean isListening() throws SQLException {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT EXISTS (SELECT FROM pg_replication_slots WHERE active AND database = current_database() AND slot_name LIKE 'afterimage_preview%')")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /// The command of the page, and beside it the load, on tables that are empty.
  private void whileTheLoadRuns(String line) throws Exception {
    Ran[] ran = new Ran[1];
    Thread thread = Thread.ofPlatform().start(() -> ran[0] = command(line));
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .until(() -> isListening() || !thread.isAlive());
    sql(
        "TRUNCATE library.branches, library.subjects, library.books, library.copies, library.members, library.cards, library.loans, library.loan_history, library.reservations, library.visits");
    Ran load =
        run(
            "load",
            "domain",
            "library",
            "--load",
            "--url",
            url(source),
            "--transactions",
            "40",
            "--seed",
            Integer.toString(++seed));
    assertThat(load.exitCode()).as(load.err()).isZero();
    thread.join(600_000);
    assertThat(thread.isAlive()).as(line + " ends").isFalse();
  }

  @Test
  void the_page_leads_from_a_schema_to_a_proof() throws Exception {
    Path page =
        Path.of(System.getProperty("afterimage.home", ".."))
            .resolve("docs/how-to/your-own-schema.md");
    Matcher blocks = BLOCK.matcher(Files.readString(page));
    while (blocks.find()) {
      String how = blocks.group(2).strip();
      if (blocks.group(1).equals("sql")) {
        sql(blocks.group(3));
        continue;
      }
      for (String line : blocks.group(3).strip().split("\n")) {
        if (how.equals("while the load runs")) {
          whileTheLoadRuns(line);
        } else {
          command(line);
        }
        Ran ran = all.getLast();
        // A truncate has no meaning in a start, so that assess says that not all has one.
        int expected = how.equals("exits 1") || line.contains(" assess ") ? 1 : 0;
        assertThat(ran.exitCode()).as("%s%n%s%n%s", line, ran.out(), ran.err()).isEqualTo(expected);
      }
    }

    assertThat(out("doctor"))
        .contains(
            "LOSES library.books, library.branches",
            "run     ALTER TABLE \"library\".\"books\" REPLICA IDENTITY FULL;");
    assertThat(all.get(2).out()).contains("Fit to be captured", "Next: afterimage discover");
    assertThat(all.get(3).err())
        .contains("10 table(s) in 6 stream type(s)", "Next: afterimage validate");
    assertThat(out("preview")).contains("\"event\":\"BookAdded\"");
    assertThat(out("assess")).contains("Rung: log+before", "The next rung, log+tx, would add");
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_replication_slots WHERE database = current_database()")) {
      row.next();
      assertThat(row.getInt(1)).as("nothing is left behind").isZero();
    }
  }

  private String out(String command) {
    return all.stream()
        .filter(ran -> ran.line().contains("./afterimage " + command + " "))
        .findFirst()
        .orElseThrow()
        .out();
  }

  @ParameterizedTest
  @EnumSource
  void the_events_of_a_shipped_mapping_are_proven_equal_to_the_rows(Domain domain)
      throws Exception {
    sql(domain.tables());
    for (String advice : Doctor.examine(source, List.of()).sql(Severity.LOSES)) {
      sql(advice);
    }
    String mapping =
        Path.of(System.getProperty("afterimage.home", ".."), "mappings", domain.schema() + ".yaml")
            .toString();
    String name = "shipped_" + domain.schema();
    String[] capture = {
      "capture",
      "--url",
      url(source),
      "--store",
      url(store),
      "--mapping",
      mapping,
      "--name",
      name,
      "--until",
      "now",
      "--yes"
    };
    try {
      ok(run("", capture));
      ok(run("", "domain", domain.schema(), "--load", "--seed", "7", "--url", url(source)));
      ok(run("", capture));
      Ran proof =
          ok(run("", "prove", "--url", url(source), "--store", url(store), "--mapping", mapping));
      assertThat(proof.out()).isNotEmpty();
    } finally {
      run("", "capture", "--name", name, "--url", url(source), "--store", url(store), "--forget");
    }
  }

  private static Ran ok(Ran ran) {
    assertThat(ran.exitCode()).as("%s%n%s", ran.out(), ran.err()).isZero();
    return ran;
  }

  @Test
  void doctor_tells_as_json_and_markdown_and_refuses_what_is_not_there() throws Exception {
    sql("CREATE TABLE \"a|b`\" (n int)");
    Ran json = run("", "doctor", "--url", url(source), "--format", "json");
    assertThat(json.exitCode()).isEqualTo(1);
    assertThat(json.out())
        .contains(
            "\"fit\":false",
            "\"sql\":[\"ALTER TABLE \\\"public\\\".\\\"a|b`\\\" REPLICA IDENTITY FULL\"]");
    Ran markdown = run("", "doctor", "--url", url(source), "--format", "md");
    assertThat(markdown.out())
        .contains(
            "| public.a\\|b\\` | table | none |",
            "ALTER TABLE \"public\".\"a|b`\" REPLICA IDENTITY FULL;\n~~~~");
    Ran schema = run("", "doctor", "--url", url(source), "--schema", "nowhere");
    assertThat(schema.exitCode()).isEqualTo(2);
    assertThat(schema.err()).contains("--schema nowhere: ", "has no such schema; it has public");
    Ran down = run("", "doctor", "--url", "postgresql://nobody@127.0.0.1:1/x");
    assertThat(down.exitCode()).isEqualTo(3);
  }

  @Test
  void discover_keeps_a_file_that_is_there_and_says_where_there_is_nothing() throws Exception {
    Ran empty = run("", "discover", "--url", url(source));
    assertThat(empty.exitCode()).isEqualTo(2);
    assertThat(empty.err()).contains("has no table that a mapping can hold");
    sql("CREATE TABLE things (id int PRIMARY KEY, n int)");
    Path file = Files.writeString(folder.resolve("mine.yaml"), "mine");
    Ran kept = run("", "discover", "--url", url(source), "--output", file.toString());
    assertThat(kept.exitCode()).isEqualTo(2);
    assertThat(kept.err()).contains("it is there already. Name another file, or add --force");
    assertThat(file).hasContent("mine");
    Ran printed = run("", "discover", "--url", url(source), "--name", "things");
    assertThat(printed.exitCode()).isZero();
    assertThat(printed.out())
        .contains("mapping: things\n", "  ThingAdded:\n", "remember:\n  - public.things\n");
    assertThat(printed.err()).contains("1 table(s) in 1 stream type(s)", "ThingRowChanged");
  }
}
