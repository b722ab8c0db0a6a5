package afterimage.store.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.EventFilter;
import afterimage.store.PostgresEventStore;
import afterimage.store.RecordedEvent;
import afterimage.store.StoreObserver;
import afterimage.store.StoreSchema;
import afterimage.store.integrity.StoreCheck;
import afterimage.store.subscription.Wakeups;
import io.agroal.api.AgroalDataSource;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A process that appends, projects and rebuilds is killed again and again, at moments that nobody
/// chose.
class StoreKillTest {

  private static final int KILLS = 12;
  private static final String DOOMED = "doomed";

  private final Database database = TestPostgres.freshDatabase();
  private final Set<String> acknowledged = new HashSet<>();
  private AgroalDataSource pool;
  private Wakeups wakeups;
  private PostgresEventStore store;
  private Projections projections;

  @BeforeEach
  void migrate() {
    pool = database.pool(10);
    StoreSchema.migrate(pool);
    wakeups = Wakeups.over(pool);
    store = new PostgresEventStore(pool);
    projections = new Projections(store, pool, wakeups, StoreObserver.none());
  }

  @AfterEach
  void close() {
    wakeups.close();
    pool.close();
  }

  @Test
  void nothing_is_half_done_and_everything_goes_on_however_often_it_is_killed() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("store kill: seed " + seed);
    Random random = new Random(seed);
    int rebuilding = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      runAndKill(random.nextLong(), 1 + random.nextInt(60));
      awaitThatTheServerHasNoticed();
      rebuilding += projections.status().stream().anyMatch(s -> s.rebuilding().isPresent()) ? 1 : 0;

      List<RecordedEvent> events = store.walkAll(0, EventFilter.ALL).toList();
      assertThat(StoreCheck.check(pool).findings()).as("seed %d, kill %d", seed, kill).isEmpty();
      assertWholeAppends(events);
      assertThat(counts(StoreProcess.INLINE)).as("inline").isEqualTo(fold(events));
      projections.catchUp(StoreProcess.RUNNING);
      assertThat(counts(StoreProcess.RUNNING)).as("behind").isEqualTo(fold(events));
    }
    for (Projection projection : List.of(StoreProcess.INLINE, StoreProcess.RUNNING)) {
      projections.rebuild(projection, (_, _) -> {});
      assertThat(counts(projection)).isEqualTo(fold(store.walkAll(0, EventFilter.ALL).toList()));
    }
    System.out.printf(
        "store kill: killed %d times, %d of them while a rebuild was half done; %d appends were"
            + " acknowledged, %d events are there%n",
        KILLS, rebuilding, acknowledged.size(), store.walkAll(0, EventFilter.ALL).count());
  }

  private void runAndKill(long seed, int acks) throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProcess.class.getName(),
                "%s?user=%s&ApplicationName=%s"
                    .formatted(database.jdbcUrl(), database.user(), DOOMED),
                Long.toString(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> said = new ArrayList<>();
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("READY");
      while (said.size() < acks) {
        said.add(String.valueOf(out.readLine()));
      }
      // SIGKILL: no hook runs, nothing is flushed. The handle's, since the process's own would
      // close
      // the stream with the last acknowledgements in it.
      process.toHandle().destroyForcibly();
      out.lines().forEach(said::add);
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(process.exitValue()).isEqualTo(128 + 9);
    for (String line : said) {
      // The kill may have cut the last line.
      if (line.length() == "ACK ".length() + 36) {
        assertThat(acknowledged.add(line.substring(4))).isTrue();
      } else {
        assertThat(line).doesNotStartWith("FAILED");
      }
    }
  }

  /// What its connections had begun is committed or rolled back.
  private void awaitThatTheServerHasNoticed() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              try (Connection connection = pool.getConnection();
                  Statement statement = connection.createStatement();
                  var row =
                      statement.executeQuery(
                          "SELECT count(*) = 0 FROM pg_stat_activity"
                              + " WHERE datname = current_database() AND application_name = '"
                              + DOOMED
                              + "'")) {
                row.next();
                return row.getBoolean(1);
              }
            });
  }

  private void assertWholeAppends(List<RecordedEvent> events) {
    Map<String, Integer> there = new HashMap<>();
    Map<String, Integer> meant = new HashMap<>();
    for (RecordedEvent event : events) {
      var data = event.data().tree();
      there.merge(data.path("append").asText(), 1, Integer::sum);
      meant.put(data.path("append").asText(), data.path("of").asInt());
    }
    assertThat(there).as("every append is there whole or not at all").isEqualTo(meant);
    assertThat(there.keySet()).as("what was acknowledged is there").containsAll(acknowledged);
  }

  private static Map<String, Long> fold(List<RecordedEvent> events) {
    Map<String, Long> counts = new TreeMap<>();
    events.forEach(e -> counts.merge(e.stream() + " " + e.type(), 1L, Long::sum));
    return counts;
  }

  private Map<String, Long> counts(Projection projection) throws SQLException {
    return projections
        .read(
            projection.name(),
            connection -> {
              Map<String, Long> counts = new TreeMap<>();
              try (Statement statement = connection.createStatement();
                  var row = statement.executeQuery("SELECT stream, type, events FROM counts")) {
                while (row.next()) {
                  counts.put(row.getString(1) + " " + row.getString(2), row.getLong(3));
                }
              }
              return counts;
            })
        .value();
  }
}
