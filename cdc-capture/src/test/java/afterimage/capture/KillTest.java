package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.PostgresEventStore;
import afterimage.store.RecordedEvent;
import afterimage.store.StoreSchema;
import io.agroal.api.AgroalDataSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A pipeline is killed for real, again and again, while rows are written; then a fresh one catches
/// up. Nothing may be lost, and nothing may be there twice.
class KillTest {

  private static final String PIPELINE = "kill";

  private final Database source = TestPostgres.freshDatabase();
  private final Database target = TestPostgres.freshDatabase();
  private final SlotSetup slot = new SlotSetup(source, Slot.named(PIPELINE));
  private AgroalDataSource pool;
  private PostgresEventStore store;
  private Catalog catalog;

  @BeforeEach
  void prepare() throws Exception {
    pool = target.pool(4);
    catalog = Shops.create(source);
    StoreSchema.migrate(pool);
    CaptureSchema.migrate(pool);
    store = new PostgresEventStore(pool);
    // Slot and checkpoint, before the first row is written.
    open().close();
  }

  @AfterEach
  void close() {
    slot.drop();
    pool.close();
  }

  private Pipeline open() {
    return Pipeline.open(
        PIPELINE,
        source,
        catalog,
        Shops.mappings(catalog),
        new EventStoreSink(pool, store),
        Pipeline.Listener.NONE);
  }

  @Test
  void nothing_is_lost_and_nothing_is_there_twice_however_often_it_is_killed() throws Exception {
    int kills = 0;
    for (int round = 0; round < 3; round++) {
      // Larger than a batch of the engine, so that the middle of it is a moment of its own.
      write(round * 2, 5_000);
      killAt("receiving");
      assertThat(slot.confirmed().orElseThrow()).isLessThanOrEqualTo(checkpoint());
      write(round * 2 + 1, 50);
      killAt("stored");
      assertThat(slot.confirmed().orElseThrow())
          .as("killed before the acknowledgement")
          .isLessThanOrEqualTo(checkpoint());
      kills += 2;
    }
    catchUp();

    System.out.printf("killed %d times%n", kills);
    assertThat(quantities(store.readAll(0, 1_000_000))).isEqualTo(rows());
    List<RecordedEvent> events = store.readAll(0, 1_000_000);
    assertThat(events.stream().map(RecordedEvent::id)).doesNotHaveDuplicates();
    assertThat(
            events.stream()
                .map(e -> Objects.requireNonNull(e.metadata().provenance()))
                .map(p -> p.commit().asString() + p.ordinals()))
        .doesNotHaveDuplicates();
    assertThat(events).hasSize(3 * (5_000 + 50) * 2);
    assertThat(events.stream().map(e -> Objects.requireNonNull(e.metadata().provenance()).commit()))
        .as("the source's commit order")
        .isSorted();
    assertThat(slot.confirmed().orElseThrow()).isLessThanOrEqualTo(checkpoint());
  }

  /// One transaction that makes rows, and one that raises their quantities.
  private void write(int cart, int rows) throws Exception {
    try (Connection connection = source.connect()) {
      connection.setAutoCommit(false);
      Shops.execute(connection, "INSERT INTO carts (id) VALUES (%d)".formatted(cart));
      Shops.execute(
          connection,
          "INSERT INTO cart_items SELECT %d, 'sku-' || i, 1, 1.00 FROM generate_series(1, %d) i"
              .formatted(cart, rows));
      connection.commit();
      Shops.execute(
          connection,
          "UPDATE cart_items SET quantity = quantity + 2 WHERE cart_id = %d".formatted(cart));
      connection.commit();
    }
  }

  private void killAt(String moment) throws Exception {
    Process process =
        PipelineProcess.start(
            source,
            target,
            PIPELINE,
            moment,
            "shipped",
            "512m",
            Path.of(System.getProperty("java.io.tmpdir")));
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("AT " + moment);
    } finally {
      // SIGKILL: no hook runs, nothing is flushed.
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(process.exitValue()).isEqualTo(128 + 9);
  }

  private void catchUp() throws Exception {
    Pipeline pipeline = open();
    try {
      Thread thread = Thread.ofPlatform().start(pipeline::run);
      assertThat(pipeline.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
      pipeline.close();
      thread.join();
    } finally {
      pipeline.close();
    }
  }

  private org.postgresql.replication.LogSequenceNumber checkpoint() {
    return new EventStoreSink(pool, store).checkpoint(PIPELINE).orElseThrow().end();
  }

  private static Map<String, Long> quantities(List<RecordedEvent> events) {
    Map<String, Long> quantities = new TreeMap<>();
    for (RecordedEvent event : events) {
      var data = event.data().tree();
      quantities.merge(
          event.stream() + " " + data.path("sku").asText(),
          data.path("quantity").asLong(),
          Long::sum);
    }
    return quantities;
  }

  private Map<String, Long> rows() throws Exception {
    Map<String, Long> rows = new TreeMap<>();
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT cart_id, sku, quantity FROM cart_items")) {
      while (row.next()) {
        rows.put("cart-" + row.getLong(1) + " " + row.getString(2), row.getLong(3));
      }
    }
    return rows;
  }
}
