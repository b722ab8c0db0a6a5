package afterimage.bench.capture;

import afterimage.postgres.Database;
import afterimage.postgres.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/// What a measure works with: a server, JVMs of their own, and how much is wanted. Closing it drops
/// its databases, and before that the slots in them.
///
/// @param rows row changes of a backlog
/// @param rounds how often each side runs; the median counts
/// @param seconds how long a load lasts
record Bench(
    PostgresServer server,
    Jvm jvm,
    int rows,
    int rounds,
    int seconds,
    Consumer<String> progress,
    List<String> databases)
    implements AutoCloseable {

  /// A sender that held a slot lets go of it a moment after its client has ended.
  private static final String DROP_SLOTS =
      """
      DO $$
      DECLARE
        until CONSTANT timestamptz := clock_timestamp() + interval '30 s';
      BEGIN
        LOOP
          BEGIN
            PERFORM pg_drop_replication_slot(slot_name) FROM pg_replication_slots
              WHERE database = current_database();
            EXIT;
          EXCEPTION WHEN object_in_use THEN
            IF clock_timestamp() > until THEN RAISE; END IF;
            PERFORM pg_sleep(0.05);
          END;
        END LOOP;
      END $$
      """;

  Bench(PostgresServer server, Jvm jvm, int rows, int rounds, int seconds, Consumer<String> told) {
    this(server, jvm, rows, rounds, seconds, told, new ArrayList<>());
  }

  Database create(String what) {
    String name =
        "afterimage_bench_%s_%s".formatted(UUID.randomUUID().toString().substring(0, 8), what);
    Database database = server.create(name);
    databases.add(name);
    return database;
  }

  /// Runs a side to its end.
  ///
  /// @return the line that it wrote
  String run(CaptureSide side, String... arguments) throws IOException, InterruptedException {
    Process process = start(side, arguments);
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      int exit = process.waitFor();
      if (exit != 0 || line == null) {
        throw new IllegalStateException("%s ended with exit code %d".formatted(side, exit));
      }
      return line;
    } finally {
      process.destroyForcibly();
    }
  }

  Process start(CaptureSide side, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(side.name()));
    all.addAll(List.of(arguments));
    return jvm.start(all);
  }

  /// A database as an argument of a process.
  static String url(Database database) {
    String user = database.user();
    return "postgresql://%s@%s"
        .formatted(
            database.password() == null ? user : user + ":" + database.password(),
            database.address());
  }

  @Override
  public void close() {
    databases.reversed().forEach(this::drop);
    databases.clear();
  }

  private void drop(String name) {
    try (var connection = server.database(name).connect();
        var statement = connection.createStatement()) {
      statement.execute(DROP_SLOTS);
    } catch (SQLException e) {
      progress.accept("%s keeps its slots: %s".formatted(name, e.getMessage()));
    }
    server.drop(name);
  }
}
