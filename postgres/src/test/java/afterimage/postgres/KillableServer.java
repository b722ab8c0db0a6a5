package afterimage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A server of its own that can be killed with all its processes, and started again on what it left
/// on the disk.
public final class KillableServer implements AutoCloseable {

  private final PostgresServer server = PostgresServer.embedded();
  private final Database database = server.create("killable");
  private final Path pidFile;
  private @Nullable Process postgres;

  public KillableServer() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("SHOW data_directory")) {
      row.next();
      pidFile = Path.of(row.getString(1), "postmaster.pid");
    }
  }

  public PostgresServer server() {
    return server;
  }

  public Database database() {
    return database;
  }

  /// Returns when it answers again.
  public void killAndStart() throws IOException {
    ProcessHandle postmaster =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst())).orElseThrow();
    postgres = null;
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // It does not run as root; a namespace of its own has another user.
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(postmaster.info().command().orElseThrow());
    command.addAll(List.of(postmaster.info().arguments().orElseThrow()));
    List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
    all.addFirst(postmaster);

    // SIGKILL, the parent first, so that it does not clean up after its children.
    all.forEach(ProcessHandle::destroyForcibly);
    await().until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(pidFile).as("it did not stop by itself").exists();
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(
            () -> {
              // Again, if a backend that was born meanwhile still held the shared memory.
              if (postgres == null || !postgres.isAlive()) {
                postgres =
                    new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
              }
              database.connect().close();
              return true;
            });
  }

  @Override
  public void close() {
    server.close();
  }
}
