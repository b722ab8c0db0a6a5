package afterimage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseTest {

  @Test
  void a_libpq_uri_is_read_with_escapes_and_options() {
    Database database =
        Database.parse("postgresql://an%40n:p%2Fw@db.example:6000/my%20shop?sslmode=require");

    assertThat(database)
        .isEqualTo(
            new Database(
                "db.example", 6000, "my shop", "an@n", "p/w", Map.of("sslmode", "require")));
    assertThat(database.jdbcUrl())
        .isEqualTo("jdbc:postgresql://db.example:6000/my%20shop?sslmode=require");
  }

  @Test
  void a_jdbc_url_carries_its_login_in_the_query() {
    assertThat(Database.parse("jdbc:postgresql://localhost/shop?user=ann&password=a+b"))
        .isEqualTo(new Database("localhost", 5432, "shop", "ann", "a+b", Map.of()));
  }

  @Test
  void a_password_is_never_shown() {
    assertThat(Database.parse("postgresql://ann:secret@localhost/shop").toString())
        .isEqualTo("ann@localhost:5432/shop");
  }

  @Test
  void another_scheme_is_refused_with_the_forms_that_are_read() {
    assertThatThrownBy(() -> Database.parse("mysql://localhost/shop"))
        .hasMessage(
            "--url: the scheme is mysql. Expected postgresql://user:password@host:port/database or"
                + " jdbc:postgresql://host:port/database?user=…&password=…");
  }

  @Test
  void a_malformed_url_is_refused_without_repeating_it() {
    assertThatThrownBy(() -> Database.parse("postgresql://ann:sec ret@localhost/shop"))
        .hasMessageStartingWith("--url: Illegal character in authority at character")
        .hasMessageNotContaining("sec ret");
  }

  @Test
  void the_environment_counts_when_it_names_a_server() {
    assertThat(Database.fromEnvironment(Map.of("PGUSER", "ann"))).isEmpty();
    assertThat(Database.fromEnvironment(Map.of("PGHOST", "db", "PGUSER", "ann", "PGPASSWORD", "x")))
        .contains(new Database("db", 5432, "ann", "ann", "x", Map.of()));
  }

  @Test
  void a_server_that_is_down_is_named_with_the_remedy() {
    assertThatThrownBy(() -> PostgresServer.at(Database.parse("postgresql://ann@localhost:1/shop")))
        .isInstanceOf(ServerProblem.class)
        .hasMessageStartingWith("localhost:1/shop: Connection to localhost:1 refused")
        .hasMessageEndingWith("Check that the server runs, and its host and port");
  }

  @Test
  void an_embedded_server_is_durable_and_decodes_logically() throws Exception {
    try (PostgresServer server = PostgresServer.embedded()) {
      Database database = server.create("durable");
      for (var expected :
          Map.of("fsync", "on", "synchronous_commit", "on", "wal_level", "logical").entrySet()) {
        try (var connection = database.connect();
            var statement = connection.createStatement();
            var row = statement.executeQuery("SHOW " + expected.getKey())) {
          row.next();
          assertThat(row.getString(1)).as(expected.getKey()).isEqualTo(expected.getValue());
        }
      }
    }
  }

  @Test
  void a_database_that_was_dropped_is_missed_by_name() {
    Database database = TestPostgres.freshDatabase();
    TestPostgres.server().drop(database.name());
    assertThatThrownBy(database::connect)
        .hasMessageContaining("does not exist")
        .hasMessageEndingWith("Name a database that exists");
  }
}
