package afterimage.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import afterimage.store.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// The demo's path on a PostgreSQL that is not ours: the oldest version that is supported.
class ContainerIT {

  @TempDir private Path folder;

  @Test
  void the_demo_runs_on_postgresql_15_in_a_container() throws Exception {
    String unusable = unusable();
    assumeTrue(unusable.isEmpty(), "skipped: no usable Docker engine: " + unusable);
    try (var server =
        new PostgreSQLContainer("postgres:15").withCommand("postgres", "-c", "wal_level=logical")) {
      server.start();
      var demo =
          CommandLineProcess.run(
              folder,
              "demo",
              "--quick",
              "--format",
              "json",
              "--url",
              "postgresql://%s:%s@%s:%d/%s"
                  .formatted(
                      server.getUsername(),
                      server.getPassword(),
                      server.getHost(),
                      server.getFirstMappedPort(),
                      server.getDatabaseName()));

      assertThat(demo.exitCode()).as(demo.errors()).isZero();
      var report = new Json(demo.output()).tree();
      assertThat(report.at("/setting/server").asText()).startsWith("PostgreSQL 15");
      assertThat(report.at("/counts/derived/recovered").asInt()).isEqualTo(6);
      assertThat(demo.errors()).doesNotContain(server.getPassword() + "@");
    }
  }

  /// Why containers cannot be started here; empty if they can.
  private static String unusable() {
    try {
      return DockerClientFactory.instance().isDockerAvailable() ? "" : "none answers";
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
