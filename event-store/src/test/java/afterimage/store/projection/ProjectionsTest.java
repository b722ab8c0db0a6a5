package afterimage.store.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.Appended;
import afterimage.store.EventFilter;
import afterimage.store.ExpectedVersion;
import afterimage.store.InlineProjectionsDiffer;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreObserver;
import afterimage.store.StoreSchema;
import afterimage.store.StreamAppend;
import afterimage.store.StreamId;
import afterimage.store.VersionConflict;
import afterimage.store.subscription.Subscription;
import afterimage.store.subscription.Wakeups;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectionsTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final Database database = TestPostgres.freshDatabase();
  private AgroalDataSource pool;
  private Wakeups wakeups;
  private PostgresEventStore store;
  private Projections projections;

  @BeforeEach
  void migrate() {
    pool = database.pool(30);
    StoreSchema.migrate(pool);
    wakeups = Wakeups.over(pool);
    store = new PostgresEventStore(pool).waking(wakeups::ring);
    projections = new Projections(store, pool, wakeups, StoreObserver.none());
  }

  @AfterEach
  void close() {
    wakeups.close();
    pool.close();
  }

  @Test
  void a_continuous_one_follows_and_who_wrote_reads_what_they_wrote() throws Exception {
    append("a", "X", "Y");
    try (Subscription running = projections.continuous(TypeCounts.version(1))) {
      long last = append("a", "X").getLast().position();

      assertThat(projections.await(TypeCounts.NAME, last, LONG)).isTrue();
      assertThat(counts()).isEqualTo(Map.of("a X", 2L, "a Y", 1L));
      assertThat(running.failure()).isNull();
    }
    long unseen = append("a", "X").getLast().position();
    assertThat(projections.await(TypeCounts.NAME, unseen, Duration.ofMillis(50))).isFalse();
  }

  @Test
  void it_goes_on_where_it_was() throws Exception {
    try (Subscription running = projections.continuous(TypeCounts.version(1))) {
      running.await(append("a", "X").getLast().position(), LONG);
    }
    append("a", "X");
    try (Subscription running = projections.continuous(TypeCounts.version(1))) {
      running.await(append("a", "X").getLast().position(), LONG);
    }
    assertThat(counts()).isEqualTo(Map.of("a X", 3L));
  }

  @Test
  void only_what_passes_its_filter_is_applied() throws Exception {
    append("a", "X", "Y");
    long last = append("b", "X").getLast().position();
    Projection filtered =
        new TypeCounts(TypeCounts.NAME, 1, EventFilter.ALL.types("X").streamsBeginning("b"));
    try (Subscription running = projections.continuous(filtered)) {
      running.await(last, LONG);
    }
    assertThat(counts()).isEqualTo(Map.of("b X", 1L));
  }

  @Test
  void an_inline_one_is_part_of_the_appends_transaction() throws Exception {
    append("a", "X");
    PostgresEventStore inline = store.handlingInline(projections.inline(TypeCounts.version(1)));
    assertThat(counts()).isEqualTo(Map.of("a X", 1L));

    inline.append(StreamId.of("a"), ExpectedVersion.ANY, List.of(event("X"), event("Y")));
    assertThat(counts()).isEqualTo(Map.of("a X", 2L, "a Y", 1L));
    assertThatThrownBy(
            () -> inline.append(StreamId.of("a"), ExpectedVersion.exactly(1), List.of(event("X"))))
        .isInstanceOf(VersionConflict.class);
    assertThat(counts()).isEqualTo(Map.of("a X", 2L, "a Y", 1L));

    PostgresEventStore failing =
        inline.handlingInline(
            (_, _) -> {
              throw new SQLException("full");
            });
    assertThatThrownBy(
            () -> failing.append(StreamId.of("a"), ExpectedVersion.ANY, List.of(event("X"))))
        .hasMessage("The event store could not append: full");
    assertThat(store.read(StreamId.of("a"))).hasSize(3);
    assertThat(counts()).isEqualTo(Map.of("a X", 2L, "a Y", 1L));
  }

  @Test
  void a_process_that_does_not_keep_it_cannot_append() throws Exception {
    // It looked before the projection became inline, and looks again a moment later.
    append("a", "X");
    PostgresEventStore inline = store.handlingInline(projections.inline(TypeCounts.version(1)));
    PostgresEventStore other = new PostgresEventStore(pool);
    PostgresEventStore older = store.handlingInline(new Inline(TypeCounts.version(0)));

    String kept =
        "Every append to this store keeps the projections type_counts@1, but this process";
    String remedy =
        " Give its store Projections.inline of the same, or start those projections as continuous"
            + " ones";
    assertThatThrownBy(
            () -> other.append(StreamId.of("a"), ExpectedVersion.ANY, List.of(event("X"))))
        .isInstanceOf(InlineProjectionsDiffer.class)
        .hasMessage(kept + " keeps none." + remedy);
    assertThatThrownBy(
            () -> older.append(StreamId.of("a"), ExpectedVersion.ANY, List.of(event("X"))))
        .hasMessage(kept + " keeps type_counts@0." + remedy);
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> append("b", "X"))
                    .isInstanceOf(InlineProjectionsDiffer.class));
    inline.append(StreamId.of("a"), ExpectedVersion.ANY, List.of(event("X")));
    assertThat(counts()).containsEntry("a X", 2L);
    projections.rebuild(TypeCounts.version(1), (_, _) -> {});
    assertThat(counts()).isEqualTo(counted());

    projections.continuous(TypeCounts.version(1)).close();
    assertThat(
            new PostgresEventStore(pool)
                .append(StreamId.of("a"), ExpectedVersion.ANY, List.of(event("X"))))
        .hasSize(1);
  }

  @Test
  void an_inline_one_leaves_the_callers_search_path_as_it_was() throws Exception {
    PostgresEventStore inline = store.handlingInline(projections.inline(TypeCounts.version(1)));
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      execute(connection, "CREATE SCHEMA mine");
      execute(connection, "SET LOCAL search_path TO mine");
      inline.append(
          List.of(new StreamAppend(StreamId.of("a"), ExpectedVersion.ANY, List.of(event("X")))),
          connection);
      execute(connection, "CREATE TABLE here (x int)");
      execute(connection, "SELECT * FROM mine.here");
      connection.commit();
    }
    assertThat(counts()).isEqualTo(Map.of("a X", 1L));
  }

  @Test
  void a_scheduled_one_catches_up_every_so_often() throws Exception {
    long first = append("a", "X").getLast().position();
    try (ScheduledProjection _ =
        projections.scheduled(TypeCounts.version(1), Duration.ofMillis(20))) {
      assertThat(projections.await(TypeCounts.NAME, first, LONG)).isTrue();
      long second = append("a", "X").getLast().position();
      assertThat(projections.await(TypeCounts.NAME, second, LONG)).isTrue();
    }
    assertThat(counts()).isEqualTo(Map.of("a X", 2L));
  }

  @Test
  void a_new_version_is_built_beside_the_old_one_which_serves_meanwhile() throws Exception {
    try (Subscription running = projections.continuous(TypeCounts.version(1))) {
      running.await(append("a", "X", "Y").getLast().position(), LONG);
    }
    List<Map<String, Long>> served = new ArrayList<>();
    List<Boolean> rebuilding = new ArrayList<>();
    Projection slow =
        new Watched(
            TypeCounts.version(2),
            () -> {
              served.add(counts());
              rebuilding.add(
                  projections
                      .status()
                      .getFirst()
                      .rebuilding()
                      .map(Rebuilding::running)
                      .orElse(false));
            });
    append("a", "X");
    try (Subscription running = projections.continuous(slow)) {
      running.await(append("b", "X").getLast().position(), LONG);
      assertThat(served.getFirst()).isEqualTo(Map.of("a X", 1L, "a Y", 1L));
      assertThat(rebuilding.getFirst()).isTrue();
      assertThat(counts()).isEqualTo(Map.of("a X", 2L, "a Y", 1L, "b X", 1L));
      assertThat(projections.status().getFirst().version()).isEqualTo(2);
      assertThat(projections.status().getFirst().rebuilding()).isEmpty();
    }
    assertThatThrownBy(() -> projections.catchUp(TypeCounts.version(1)))
        .hasMessage(
            "The tables of projection type_counts are of version 2, but this process has version 1."
                + " Start it again");
  }

  @Test
  void a_rebuild_that_was_killed_goes_on_and_ends_as_one_from_nothing() throws Exception {
    for (int i = 0; i < 4; i++) {
      many(4_000);
    }
    try (Subscription running = projections.continuous(TypeCounts.version(1))) {
      running.await(store.readablePosition(), LONG);
      AtomicInteger pages = new AtomicInteger();
      List<Long> reached = new ArrayList<>();
      assertThatThrownBy(
              () ->
                  projections.rebuild(
                      TypeCounts.version(1),
                      (position, _) -> {
                        reached.add(position);
                        if (pages.incrementAndGet() == 2) {
                          throw new CancellationException("killed");
                        }
                      }))
          .isInstanceOf(CancellationException.class);
      assertThat(projections.status().getFirst().rebuilding())
          .contains(new Rebuilding(reached.getLast(), false));
      append("a", "Late");
      List<Long> again = new ArrayList<>();
      projections.rebuild(TypeCounts.version(1), (position, _) -> again.add(position));

      assertThat(again.getFirst()).isGreaterThan(reached.getLast());
      append("a", "Later");
      running.await(store.readablePosition(), LONG);
      assertThat(running.failure()).isNull();
    }
    assertThat(counts()).isEqualTo(counted());
  }

  @Test
  void an_inline_one_is_rebuilt_and_swapped_while_eight_append() throws Exception {
    long seed = new Random().nextLong();
    PostgresEventStore inline = store.handlingInline(projections.inline(TypeCounts.version(1)));
    AtomicBoolean enough = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < 8; writer++) {
        Random random = new Random(seed + writer);
        writers.add(
            threads.submit(
                () -> {
                  while (!enough.get()) {
                    inline.append(
                        StreamId.of("s" + random.nextInt(6)),
                        ExpectedVersion.ANY,
                        List.of(event("T" + random.nextInt(3)), event("U")));
                  }
                }));
      }
      for (int round = 0; round < 3; round++) {
        projections.rebuild(TypeCounts.version(1), (_, _) -> {});
      }
      enough.set(true);
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    assertThat(counts()).as("seed %d", seed).isEqualTo(counted());
    assertThat(store.readablePosition()).isPositive();
  }

  @Test
  void two_rebuilds_at_once_are_refused_and_so_is_an_unknown_one() throws Exception {
    assertThatThrownBy(() -> projections.rebuild(TypeCounts.version(1), (_, _) -> {}))
        .hasMessage("There is no projection type_counts; there are none yet");
    try (Subscription running = projections.continuous(TypeCounts.version(1))) {
      running.await(append("a", "X").getLast().position(), LONG);
    }
    projections.rebuild(
        TypeCounts.version(1),
        (_, _) ->
            assertThatThrownBy(() -> projections.rebuild(TypeCounts.version(1), (_, _) -> {}))
                .hasMessage(
                    "Projection type_counts is being rebuilt by somebody else."
                        + " Wait for that, or end it"));
    assertThatThrownBy(() -> projections.await("other", 1, LONG))
        .hasMessage("There is no projection other; there are type_counts");
    assertThatThrownBy(() -> projections.read("other", c -> number(c, "SELECT 1")))
        .hasMessage("There is no projection other; there are type_counts");
    assertThatThrownBy(
            () -> projections.continuous(new TypeCounts("x\"; DROP", 1, EventFilter.ALL)))
        .isInstanceOf(ProjectionProblem.class)
        .hasMessageContaining("at most 40 and a letter first; this one is \"x\"; DROP\"");
  }

  @Test
  void how_fresh_it_is_can_be_seen_and_comes_with_what_is_read() throws Exception {
    try (Subscription running = projections.continuous(TypeCounts.version(1))) {
      running.await(append("a", "X").getLast().position(), LONG);
    }
    long position = store.readablePosition();
    append("a", "X", "X");

    ProjectionStatus status = projections.status().getFirst();
    assertThat(status.position()).isEqualTo(position);
    assertThat(status.lag()).isEqualTo(2);
    assertThat(status.behind()).isPositive();
    Fresh<Long> fresh =
        projections.read(TypeCounts.NAME, c -> number(c, "SELECT sum(events) FROM counts"));
    assertThat(fresh.value()).isEqualTo(1L);
    assertThat(fresh.position()).isEqualTo(position);
    assertThat(fresh.status().lag()).isEqualTo(2);
  }

  @Test
  void a_consumer_that_was_cut_off_from_the_server_goes_on() throws Exception {
    try (Subscription running = projections.continuous(TypeCounts.version(1))) {
      running.await(append("a", "X").getLast().position(), LONG);
      try (Connection other = database.connect()) {
        execute(
            other,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
      }
      await()
          .atMost(LONG)
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                append("a", "X");
                assertThat(running.await(store.readablePosition(), Duration.ofSeconds(2))).isTrue();
                assertThat(counts()).isEqualTo(counted());
              });
    }
  }

  /// Calls something before each page.
  private record Watched(Projection watched, Check before) implements Projection {

    @FunctionalInterface
    interface Check {
      void run() throws SQLException;
    }

    @Override
    public String name() {
      return watched.name();
    }

    @Override
    public int version() {
      return watched.version();
    }

    @Override
    public void create(Connection transaction) throws SQLException {
      watched.create(transaction);
    }

    @Override
    public void apply(List<afterimage.store.RecordedEvent> events, Connection transaction)
        throws SQLException {
      before.run();
      watched.apply(events, transaction);
    }
  }

  private void many(int events) {
    List<StreamAppend> appends = new ArrayList<>();
    for (int i = 0; i < events / 4; i++) {
      appends.add(
          new StreamAppend(
              StreamId.of("s" + i % 50),
              ExpectedVersion.ANY,
              List.of(event("A"), event("B"), event("A"), event("C"))));
    }
    store.append(appends);
  }

  private List<Appended> append(String stream, String... types) {
    return store.append(
        StreamId.of(stream),
        ExpectedVersion.ANY,
        List.of(types).stream().map(ProjectionsTest::event).toList());
  }

  private static NewEvent event(String type) {
    return NewEvent.of(type, Json.EMPTY, Metadata.NONE);
  }

  private Map<String, Long> counts() throws SQLException {
    return map("SELECT stream || ' ' || type, events FROM projection_type_counts.counts");
  }

  /// The same, from the events themselves.
  private Map<String, Long> counted() throws SQLException {
    return map("SELECT stream_id || ' ' || type, count(*) FROM afterimage.events GROUP BY 1");
  }

  private Map<String, Long> map(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      Map<String, Long> map = new TreeMap<>();
      while (row.next()) {
        map.put(row.getString(1), row.getLong(2));
      }
      return map;
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
