package afterimage.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that cannot be captured as they are.
class UnfitServerIT {

  @TempDir private Path folder;

  private CommandLineProcess demo(EmbeddedPostgres server) throws Exception {
    return CommandLineProcess.run(
        folder,
        "demo",
        "--quiet",
        "--url",
        "postgresql://postgres@localhost:%d/postgres".formatted(server.getPort()));
  }

  @Test
  void a_log_that_cannot_be_decoded_is_told_with_the_setting() throws Exception {
    try (var server = EmbeddedPostgres.builder().setServerConfig("wal_level", "replica").start()) {
      var demo = demo(server);

      assertThat(demo.exitCode()).isEqualTo(3);
      assertThat(demo.errors())
          .contains("wal_level is replica; capture reads the log with logical decoding")
          .contains("ALTER SYSTEM SET wal_level = 'logical'");
    }
  }

  @Test
  void a_server_without_a_free_slot_is_told_who_holds_them() throws Exception {
    try (var server =
            EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .setServerConfig("max_replication_slots", "1")
                .start();
        var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("SELECT pg_create_physical_replication_slot('standby')");
      var demo = demo(server);

      assertThat(demo.exitCode()).isEqualTo(3);
      assertThat(demo.errors())
          .contains("no replication slot is free: 1 of 1 are taken (standby)")
          .contains("raise max_replication_slots");
      try (var row =
          statement.executeQuery(
              "SELECT count(*) FROM pg_database WHERE datname LIKE 'afterimage_demo_%'")) {
        row.next();
        assertThat(row.getInt(1)).isZero();
      }
    }
  }
}
