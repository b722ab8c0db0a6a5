package afterimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureCommandsTest {

  private static final Pattern BLOCK =
      Pattern.compile("```(\\w+)([^\n]*)\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  private final Database source = TestPostgres.freshDatabase();
  private final Database target = TestPostgres.freshDatabase();

  private record Ran(int exitCode, String out, String err) {}

  private static Ran run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    return new Ran(exit, out.toString(), err.toString());
  }

  private static String url(Database database, String user) {
    return "postgresql://%s@%s:%d/%s"
        .formatted(user, database.host(), database.port(), database.name());
  }

  private static String sql(Database database, String statement) throws SQLException {
    try (Connection connection = database.connect();
        Statement sql = connection.createStatement()) {
      if (!sql.execute(statement)) {
        return "";
      }
      try (ResultSet row = sql.getResultSet()) {
        return row.next() ? String.valueOf(row.getString(1)) : "";
      }
    }
  }

  /// Runs each block of the page in its order, and what its commands print is what is given back.
  private List<Ran> followed(Path page) throws IOException, SQLException {
    List<Ran> ran = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(Files.readString(page));
    while (blocks.find()) {
      String where = blocks.group(2).strip();
      switch (blocks.group(1)) {
        case "sql" -> sql(where.equals("at the source") ? source : target, blocks.group(3));
        case "yaml" -> Files.writeString(folder.resolve(where), blocks.group(3));
        case "sh" -> {
          for (String line : blocks.group(3).strip().split("\n")) {
            ran.add(command(line));
          }
        }
        default -> throw new AssertionError("a block of " + blocks.group(1));
      }
    }
    return ran;
  }

  @Test
  void a_mapping_of_another_database_is_told_in_one_line_and_nothing_is_made()
      throws IOException, SQLException {
    sql(source, "CREATE TABLE loans (id int PRIMARY KEY)");

    Ran captured =
        run(
            "capture",
            "--mapping=../mappings/cart.yaml",
            "--url=" + url(source, source.user()),
            "--store=" + url(target, target.user()),
            "--until=now",
            "--yes");

    assertThat(captured.exitCode()).isEqualTo(2);
    assertThat(captured.err().lines())
        .hasSize(3)
        .first()
        .asString()
        .contains(
            "cart.yaml:",
            "the database %s has none of this mapping's tables: there is no public.carts,"
                    .formatted(source.name())
                + " public.cart_items; it has public.loans. Name the database that has them");
    assertThat(sql(target, "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'afterimage%'"))
        .isEqualTo("0");
    assertThat(sql(source, "SELECT count(*) FROM pg_publication")).isEqualTo("0");
  }

  private Ran command(String line) {
    String[] words =
        line.replace("\"$SOURCE\"", url(source, "afterimage_reader"))
            .replace("\"$STORE\"", url(target, "afterimage_writer"))
            .replace("orders.yaml", folder.resolve("orders.yaml").toString())
            .split(" ");
    assertThat(words[0]).isEqualTo("./afterimage");
    Ran ran = run(List.of(words).subList(1, words.length).toArray(String[]::new));
    assertThat(ran.exitCode()).as("%s%n%s%n%s", line, ran.out(), ran.err()).isZero();
    return ran;
  }

  @Test
  void the_how_to_leads_to_a_running_capture_with_logins_that_may_do_no_more_than_it_says()
      throws Exception {
    List<Ran> ran =
        followed(
            Path.of(System.getProperty("afterimage.home", ".."))
                .resolve("docs/how-to/capture-your-own-database.md"));

    String events =
        ran.stream()
            .map(Ran::out)
            .filter(out -> out.contains("OrderPaid") && out.contains("Ada"))
            .findFirst()
            .orElseThrow();
    assertThat(events).contains("OrderFound", "LineFound", "OrderPaid");
    String status =
        ran.stream()
            .map(Ran::out)
            .filter(out -> out.contains("generation 1"))
            .findFirst()
            .orElseThrow();
    assertThat(status)
        .contains(
            "baseline     4 rows",
            "row changes  5 explained, 0 ignored, 0 unexplained",
            "events       0 stated, 4 exact, 1 inferred, 0 ambiguous",
            "slot         orders: nobody reads it",
            "gaps         none");
    assertThat(sql(source, "SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'orders'"))
        .isEqualTo("0");
    assertThat(sql(source, "SELECT count(*) FROM pg_publication WHERE pubname = 'orders'"))
        .as("it is not ours to drop")
        .isEqualTo("1");
    // Nothing that was set up makes a statement of the application fail.
    sql(source, "UPDATE orders SET paid = NOT paid; UPDATE order_lines SET quantity = 3");
    sql(source, "DELETE FROM order_lines; DELETE FROM orders");
  }

  @Test
  void a_dry_run_makes_nothing_and_what_is_wrong_is_said() throws Exception {
    sql(source, "CREATE TABLE items (id int PRIMARY KEY, n int)");
    sql(source, "CREATE UNLOGGED TABLE fleeting (id int PRIMARY KEY)");
    Path mapping = folder.resolve("items.yaml");
    Files.writeString(
        mapping,
        "mapping: m\nversion: 1\nstreams: { item: { root: items, id: 'item-{id}' } }\nevents: {}\n");
    String from = url(source, source.user());
    String[] capture = {
      "capture", "--mapping", mapping.toString(), "--name", "cli_dry", "--url", from
    };

    Ran dry = run(with(capture, "--dry-run"));
    assertThat(dry.exitCode()).isZero();
    assertThat(dry.err())
        .contains("CREATE PUBLICATION \"cli_dry\" FOR TABLE \"public\".\"items\"")
        .contains("a logical replication slot cli_dry (pgoutput)");
    assertThat(sql(source, "SELECT count(*) FROM pg_publication")).isEqualTo("0");

    assertThat(run(capture).err()).contains("Where shall the events go?");
    assertThat(run(capture).exitCode()).isEqualTo(2);
    assertThat(run("capture", "--mapping", "x", "--name", "It's me", "--url", from).exitCode())
        .isEqualTo(2);
    assertThat(run("status", "--store", url(target, target.user())).err())
        .contains("nothing was captured into this database");

    Files.writeString(mapping, Files.readString(mapping).replace("items", "fleeting"));
    Ran refused = run(with(capture, "--store", url(target, target.user()), "--until", "now"));
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err())
        .contains("public.fleeting is unlogged: its changes are not in the log");
    assertThat(sql(source, "SELECT count(*) FROM pg_publication")).isEqualTo("0");
  }

  @Test
  void what_the_store_refuses_is_told_without_a_value_of_any_row() throws Exception {
    sql(source, "CREATE TABLE items (id int PRIMARY KEY, name text)");
    Path mapping = folder.resolve("items.yaml");
    Files.writeString(
        mapping,
        """
        mapping: m
        version: 1
        streams: { item: { root: items, id: 'item-{id}' } }
        events: { Named: { from: [ { insert: items, data: { name: after.name } } ] } }
        """);
    String[] capture = {
      "capture",
      "--mapping",
      mapping.toString(),
      "--name",
      "cli_secret",
      "--url",
      url(source, source.user()),
      "--store",
      url(target, target.user()),
      "--until",
      "now",
      "--yes"
    };
    try {
      assertThat(run(capture).exitCode()).isZero();
      sql(
          target,
          "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
              + " RAISE 'not this one' USING ERRCODE = 'insufficient_privilege', DETAIL = NEW::text;"
              + " END $$");
      sql(
          target,
          "CREATE TRIGGER refuse BEFORE INSERT ON afterimage.events FOR EACH ROW"
              + " EXECUTE FUNCTION refuse()");
      sql(source, "INSERT INTO items VALUES (1, 'Ada Lovelace')");

      Ran refused = run(with(capture, "--verbose"));
      assertThat(refused.exitCode()).isEqualTo(3);
      assertThat(refused.err())
          .contains("not this one")
          .doesNotContain("Ada")
          .doesNotContain("Lovelace");
      assertThat(refused.out()).doesNotContain("Lovelace");
    } finally {
      run(
          "capture",
          "--forget",
          "--name",
          "cli_secret",
          "--url",
          url(source, source.user()),
          "--store",
          url(target, target.user()));
    }
  }

  private static String[] with(String[] args, String... more) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
