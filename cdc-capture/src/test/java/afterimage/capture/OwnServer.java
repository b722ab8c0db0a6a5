package afterimage.capture;

import static org.awaitility.Awaitility.await;

import afterimage.postgres.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;

/// A server whose data can be copied while it is down, and that speaks TLS.
final class OwnServer implements AutoCloseable {

  private static final String PASSWORD = "changeit";

  private final Path data;
  private final EmbeddedPostgres process;

  private OwnServer(Path data, EmbeddedPostgres process) {
    this.data = data;
    this.process = process;
  }

  static OwnServer on(Path data, Path keys) throws IOException {
    OwnServer server = start(data, keys);
    // One that is promoted answers before it may be written to.
    await().atMost(Duration.ofMinutes(2)).until(server::takesWrites);
    return server;
  }

  private boolean takesWrites() throws SQLException {
    try (Connection connection = database("postgres").connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT NOT pg_is_in_recovery()")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static OwnServer start(Path data, Path keys) throws IOException {
    return new OwnServer(
        data,
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(Duration.ofMinutes(2))
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("wal_level", "logical")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", keys.resolve("server.crt").toString())
            .setServerConfig("ssl_key_file", keys.resolve("server.key").toString())
            .start());
  }

  Database database(String name) {
    return new Database("localhost", process.getPort(), name, "postgres", null, Map.of());
  }

  /// What a server becomes that is promoted with these data: the same system on a new timeline.
  static void promote(Path data) throws IOException {
    Files.createFile(data.resolve("recovery.signal"));
    Files.writeString(
        data.resolve("postgresql.auto.conf"),
        "restore_command = 'false'\n",
        StandardOpenOption.APPEND);
  }

  Path copy(Path to) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(data.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
          Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
        } else if (!file.getFileName().toString().endsWith(".pid")
            && !file.getFileName().toString().endsWith(".lock")) {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }

  @Override
  public void close() throws IOException {
    process.close();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> !Files.exists(data.resolve("postmaster.pid")));
  }

  /// A certificate for localhost that signs itself, and its key, as PostgreSQL and its clients read
  /// them.
  static void makeKeys(Path folder) throws Exception {
    Path store = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.out").toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("keytool.out")));
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    write(folder.resolve("server.crt"), "CERTIFICATE", keys.getCertificate("server").getEncoded());
    write(
        folder.resolve("server.key"),
        "PRIVATE KEY",
        keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
  }

  private static void write(Path file, String kind, byte[] bytes) throws IOException {
    Files.writeString(
        file,
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), kind));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
