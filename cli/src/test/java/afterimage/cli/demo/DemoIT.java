package afterimage.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo as a person starts it: the packaged command line, a real server, real HTTP.
class DemoIT {

  @TempDir private Path folder;

  private static String url(Database database) {
    return "postgresql://%s@%s:%d/%s"
        .formatted(database.user(), database.host(), database.port(), database.name());
  }

  private static List<String> query(Database database, String sql) throws Exception {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        rows.add(row.getString(1));
      }
      return rows;
    }
  }

  private static void nothingIsLeft(Database server) throws Exception {
    assertThat(query(server, "SELECT slot_name FROM pg_replication_slots")).isEmpty();
    assertThat(
            query(server, "SELECT datname FROM pg_database WHERE datname LIKE 'afterimage_demo_%'"))
        .isEmpty();
  }

  private void noTemporaryDataIsLeft() throws Exception {
    try (var left = Files.list(folder.resolve("tmp"))) {
      assertThat(left.filter(f -> f.getFileName().toString().contains("afterimage"))).isEmpty();
    }
  }

  @Test
  void with_no_url_everything_is_played_on_an_embedded_server_and_told() throws Exception {
    var demo = CommandLineProcess.run(folder, "demo", "--quick", "--output", "reports");

    assertThat(demo.errors()).contains("PostgreSQL: embedded PostgreSQL 18").contains("reports");
    assertThat(demo.exitCode()).isZero();
    assertThat(demo.output())
        .contains(
            "Of 10 true events, change data capture gave back 6 as they were and 2 altered; 2 are"
                + " missing. The event-sourced app holds 10 as they were.")
        .contains("~ cart_items banana quantity 1→2")
        .contains("altered: reason lost")
        .contains("altered: requirement lost")
        .contains("banana ×2, mango ×1, −0.10, total 3.90, checked out");
    holds(new Json(Files.readString(folder.resolve("reports/report.json"))).tree());
    assertThat(folder.resolve("reports/report.html")).isNotEmptyFile();
    assertThat(folder.resolve("reports/report.md")).isNotEmptyFile();
    noTemporaryDataIsLeft();
  }

  @Test
  void the_ladder_leads_and_leaves_nothing() throws Exception {
    Database server = TestPostgres.server().database("postgres");
    var demo =
        CommandLineProcess.start(
            folder, Map.of(), "demo", "--url", url(server), "--output", "reports");
    // Two processors that others use too; alone it takes about a minute.
    assertThat(demo.process().waitFor(8, TimeUnit.MINUTES)).isTrue();

    assertThat(demo.exitCode()).as(demo.errors()).isZero();
    assertThat(demo.output())
        .containsSubsequence(
            "wrong without knowing it", "log+tx", "Lost, for example", "cart-101: step by step");
    JsonNode report = new Json(Files.readString(folder.resolve("reports/report.json"))).tree();
    assertThat(texts(report.path("rungs"), "rung"))
        .containsExactly(
            "poll", "log", "log+memory", "log+before", "log+tx", "log+intent", "outbox", "events");
    assertThat(report.path("rungs"))
        .allSatisfy(rung -> assertThat(rung.at("/ran").isObject()).isTrue());
    holds(report.path("walkthrough"));
    assertThat(folder.resolve("reports/report.html")).isNotEmptyFile();
    assertThat(Files.readString(folder.resolve("reports/report.md"))).hasSizeLessThan(8_000);
    nothingIsLeft(server);
    assertThat(query(server, "SELECT datname FROM pg_database WHERE datname LIKE 'afterimage_%'"))
        .isEmpty();
  }

  private static void holds(JsonNode report) {
    JsonNode cart = report.at("/streams/0");
    assertThat(cart.path("stream").asText()).isEqualTo("cart-101");
    assertThat(texts(cart.path("trueEvents"), "type"))
        .containsExactly(
            "ItemAdded",
            "ItemAdded",
            "ItemAdded",
            "ItemRemoved",
            "DiscountApplied",
            "ItemAdded",
            "CheckedOut");
    assertThat(texts(cart.path("derivedEvents"), "type"))
        .isEqualTo(texts(cart.path("trueEvents"), "type"));
    cart.path("derivedEvents")
        .forEach(
            event -> {
              assertThat(event.path("pattern").asText()).contains("#");
              assertThat(event.path("certainty").asText()).isIn("inferred", "exact");
              assertThat(event.path("transaction").asLong()).isPositive();
              assertThat(event.path("verdict").path("kind").asText()).isIn("recovered", "altered");
            });
    assertThat(cart.at("/now/agree").asBoolean()).isTrue();
    assertThat(cart.path("timeline")).hasSize(7);
    JsonNode button = report.at("/streams/1");
    assertThat(button.path("trueEvents")).hasSize(3);
    assertThat(button.path("derivedEvents")).hasSize(1);
    assertThat(button.path("trueEvents").valueStream().map(e -> e.at("/verdict/kind").asText()))
        .containsExactly("recovered", "missing", "missing");
    assertThat(report.path("losses")).hasSize(3);
    JsonNode counts = report.path("counts");
    assertThat(
            counts.path("explained").asInt()
                + counts.path("ignored").asInt()
                + counts.path("unexplained").asInt())
        .isEqualTo(counts.path("rowChanges").asInt());
  }

  private static List<String> texts(JsonNode list, String field) {
    return list.valueStream().map(node -> node.path(field).asText()).toList();
  }

  @Test
  void on_a_given_server_it_works_in_databases_of_its_own_and_drops_them() throws Exception {
    Database server = TestPostgres.server().database("postgres");
    var demo =
        CommandLineProcess.start(
            folder,
            Map.of(
                "PGHOST", server.host(),
                "PGPORT", Integer.toString(server.port()),
                "PGDATABASE", server.name(),
                "PGUSER", server.user()),
            "demo",
            "--quick",
            "--format",
            "json",
            "--quiet");

    assertThat(demo.exitCode()).as(demo.errors()).isZero();
    holds(new Json(demo.output()).tree());
    assertThat(demo.errors()).doesNotContain("PostgreSQL:");
    nothingIsLeft(server);
  }

  @Test
  void while_it_serves_both_apps_answer_and_an_interrupt_leaves_nothing_behind() throws Exception {
    Database server = TestPostgres.server().database("postgres");
    var demo =
        CommandLineProcess.start(
            folder, Map.of(), "demo", "--quick", "--url", url(server), "--serve", "--port", "0");
    try {
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> demo.errors().contains("Ctrl-C ends it") || !demo.process().isAlive());
      String base = demo.errors().replaceAll("(?s).*Report: +(http[^\\s]+)/report.*", "$1");

      assertThat(get(base + "/report")).contains("<html lang=\"en\">");
      assertThat(get(base + "/q/openapi")).contains("/legacy/carts/", "/carts/{");
      assertThat(get(base + "/q/swagger-ui/")).contains("Swagger");
      assertThat(get(base + "/carts/101?store=derived")).contains("\"certainty\":\"inferred\"");
      assertThat(get(base + "/legacy/carts/101")).contains("\"total\":3.90");
      assertThat(get(base + "/legacy/shipments")).contains("\"cart\":101");
      assertThat(post(base + "/buttons/lamp/presses?store=derived"))
          .as("a derived button takes the next command")
          .contains("\"state\":\"off\"");
    } finally {
      // As Ctrl-C does.
      new ProcessBuilder("kill", "-INT", Long.toString(demo.process().pid())).start().waitFor();
    }
    assertThat(demo.exitCode()).isEqualTo(130);
    nothingIsLeft(server);
  }

  @Test
  void an_embedded_server_ends_with_an_interrupt_too() throws Exception {
    var demo =
        CommandLineProcess.start(folder, Map.of(), "demo", "--quick", "--serve", "--port", "0");
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> demo.errors().contains("Ctrl-C ends it") || !demo.process().isAlive());
    List<ProcessHandle> children = demo.process().descendants().toList();
    new ProcessBuilder("kill", "-INT", Long.toString(demo.process().pid())).start().waitFor();

    assertThat(demo.exitCode()).isEqualTo(130);
    await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    noTemporaryDataIsLeft();
  }

  @Test
  void beyond_this_machine_it_starts_only_with_a_token_which_its_own_commands_show()
      throws Exception {
    var without = CommandLineProcess.run(folder, "demo", "--quick", "--serve", "--host", "0.0.0.0");
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.errors())
        .isEqualTo(
            "afterimage: The server would listen on 0.0.0.0, beyond this machine, and anybody could"
                + " change things. Set AFTERIMAGE_TOKEN to 16 characters or more, or listen on"
                + " 127.0.0.1\n");

    var with =
        CommandLineProcess.start(
            folder,
            Map.of("AFTERIMAGE_TOKEN", "0123456789abcdef"),
            "demo",
            "--quick",
            "--quiet",
            "--url",
            url(TestPostgres.server().database("postgres")),
            "--host",
            "0.0.0.0");
    assertThat(with.exitCode()).as(with.errors()).isZero();
    assertThat(with.output()).contains("The event-sourced app holds 10 as they were.");
  }

  @Test
  void help_and_version_answer() throws Exception {
    assertThat(CommandLineProcess.run(folder, "--version").output()).startsWith("afterimage 0.");
    assertThat(CommandLineProcess.run(folder, "demo", "--help").output()).contains("--serve");
  }

  @Test
  void wrong_usage_exits_with_2() throws Exception {
    for (String[] args :
        new String[][] {
          {}, {"dmo"}, {"demo", "--port", "many"}, {"demo", "--url", "mysql://localhost/x"}
        }) {
      var wrong = CommandLineProcess.run(folder, args);
      assertThat(wrong.exitCode()).isEqualTo(2);
      assertThat(wrong.errors()).isNotBlank().doesNotContain("\tat ");
    }
  }

  @Test
  void a_server_that_is_down_is_told_in_one_sentence() throws Exception {
    var demo =
        CommandLineProcess.run(
            folder, "demo", "--quick", "--url", "postgresql://ann@localhost:1/shop");

    assertThat(demo.exitCode()).isEqualTo(3);
    assertThat(demo.errors())
        .startsWith("afterimage: localhost:1/shop: Connection to localhost:1 refused")
        .endsWith("Check that the server runs, and its host and port\n");
    assertThat(demo.errors().lines()).hasSize(1);
  }

  @Test
  void a_port_that_is_taken_is_told_and_nothing_is_left() throws Exception {
    Database server = TestPostgres.server().database("postgres");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      var demo =
          CommandLineProcess.run(
              folder, "demo", "--quick", "--quiet", "--url", url(server), "--port", port);

      assertThat(demo.exitCode()).isEqualTo(3);
      assertThat(demo.errors())
          .isEqualTo(
              "afterimage: 127.0.0.1:%s: the apps cannot listen there: Address already in use. Take another port with --port, or 0 for any\n"
                  .formatted(port));
      nothingIsLeft(server);
    }
  }

  @Test
  void a_mapping_that_cannot_be_used_is_told_with_all_its_problems() throws Exception {
    Database server = TestPostgres.server().database("postgres");
    Path mappings = Files.createDirectories(folder.resolve("mappings"));
    Path shipped = Path.of(System.getProperty("afterimage.home"), "mappings");
    Files.copy(shipped.resolve("button.yaml"), mappings.resolve("button.yaml"));
    Files.writeString(
        mappings.resolve("cart.yaml"),
        Files.readString(shipped.resolve("cart.yaml"))
            .replace("after.quantity - before.quantity", "after.qty - before.quantity")
            .replace("delete: public.cart_items", "delete: public.items"));

    var demo =
        CommandLineProcess.run(
            folder,
            "demo",
            "--quick",
            "--quiet",
            "--url",
            url(server),
            "--mappings",
            mappings.toString());
    assertThat(demo.exitCode()).isEqualTo(2);
    assertThat(demo.errors())
        .contains("cart.yaml:46:49: ItemAdded reads after.qty, but public.cart_items has")
        .contains("Did you mean quantity?")
        .contains("cart.yaml:58:17: there is no table public.items");
    nothingIsLeft(server);

    Files.writeString(mappings.resolve("cart.yaml"), "mapping: [");
    var notYaml =
        CommandLineProcess.run(
            folder,
            "demo",
            "--quick",
            "--quiet",
            "--url",
            url(server),
            "--mappings",
            mappings.toString());
    assertThat(notYaml.exitCode()).isEqualTo(2);
    assertThat(notYaml.errors()).contains("this is not YAML");
    nothingIsLeft(server);
  }

  @Test
  void a_role_that_may_not_replicate_is_told_and_nothing_is_left() throws Exception {
    Database server = TestPostgres.server().database("postgres");
    try (var connection = server.connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE ROLE shopkeeper LOGIN CREATEDB");
    }
    var demo =
        CommandLineProcess.run(
            folder,
            "demo",
            "--quick",
            "--quiet",
            "--url",
            url(server).replace(server.user() + "@", "shopkeeper@"));

    assertThat(demo.exitCode()).isEqualTo(3);
    assertThat(demo.errors())
        .contains("the user shopkeeper may not replicate. Let an administrator run ALTER ROLE");
    nothingIsLeft(server);
  }

  private static String get(String url) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url)).GET());
  }

  private static String post(String url) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}")));
  }

  private static String send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
  }
}
