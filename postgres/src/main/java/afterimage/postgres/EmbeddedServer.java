package afterimage.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A PostgreSQL of our own: its programs are unpacked once into the user's cache, its data lives in
/// a temporary folder and goes with it.
final class EmbeddedServer implements PostgresServer {

  private final EmbeddedPostgres process;
  private final GivenServer server;

  private EmbeddedServer(EmbeddedPostgres process, GivenServer server) {
    this.process = process;
    this.server = server;
  }

  /// Durable: with less, an acknowledged slot could outlive events that were lost.
  static EmbeddedServer start() {
    return start(true);
  }

  /// @param survivesOutage whether what was committed survives not only a kill of the server but
  ///     also an outage of the machine
  static EmbeddedServer start(boolean survivesOutage) {
    return start(survivesOutage, "logical");
  }

  static EmbeddedServer start(boolean survivesOutage, String walLevel) {
    try {
      EmbeddedPostgres process =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(cache().toFile())
              .setDataDirectory(Files.createTempDirectory("afterimage-postgres"))
              .setCleanDataDirectory(true)
              // Who starts it closes it, in an order of their own.
              .setRegisterShutdownHook(false)
              .setPGStartupWait(Duration.ofSeconds(60))
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("wal_level", walLevel)
              // The embedded server's defaults are not durable.
              .setServerConfig("fsync", survivesOutage ? "on" : "off")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .start();
      Database maintenance =
          new Database("localhost", process.getPort(), "postgres", "postgres", null, Map.of());
      return new EmbeddedServer(process, GivenServer.at(maintenance));
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new ServerProblem(
          "The embedded PostgreSQL did not start: %s. Look for a full disk or missing rights in %s, or give a server with --url"
              .formatted(e.getMessage(), System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  private static Path cache() throws IOException {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path home =
        xdg == null || xdg.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return Files.createDirectories(home.resolve("afterimage").resolve("postgres"));
  }

  @Override
  public Database database(String name) {
    return server.database(name);
  }

  @Override
  public Database create(String name) {
    return server.create(name);
  }

  @Override
  public void drop(String name) {
    server.drop(name);
  }

  @Override
  public String describe() {
    return "embedded " + server.describe();
  }

  @Override
  public boolean isOurs() {
    return true;
  }

  @Override
  public void close() {
    try {
      process.close();
    } catch (IOException e) {
      throw new ServerProblem("The embedded PostgreSQL did not stop: " + e.getMessage(), e);
    }
  }
}
