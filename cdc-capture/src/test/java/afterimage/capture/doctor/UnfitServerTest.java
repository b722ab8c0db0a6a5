package afterimage.capture.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.postgres.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfitServerTest {

  @TempDir private Path folder;

  private EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(false)
        .setPGStartupWait(Duration.ofMinutes(2))
        .setServerConfig("wal_level", "replica")
        .setServerConfig("max_replication_slots", "0")
        .start();
  }

  private static Examination examine(EmbeddedPostgres server) {
    return Doctor.examine(
        new Database("localhost", server.getPort(), "postgres", "postgres", null, Map.of()),
        List.of());
  }

  @Test
  void a_server_without_logical_decoding_and_slots_and_then_a_read_only_replica_are_told()
      throws Exception {
    try (EmbeddedPostgres server = start()) {
      assertThat(examine(server).findings())
          .extracting(Finding::what)
          .contains(
              "wal_level is replica; capture reads the log with logical decoding",
              "no replication slot is free: 0 of 0 are taken ()");
    }
    Files.createFile(folder.resolve("data").resolve("standby.signal"));
    try (EmbeddedPostgres replica = start()) {
      assertThat(examine(replica).findings())
          .extracting(Finding::what)
          .contains("it is a read-only replica, on which no publication can be made");
    }
  }
}
