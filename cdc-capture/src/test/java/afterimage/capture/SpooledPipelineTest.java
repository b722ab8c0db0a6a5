package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.capture.spool.SpoolProblem;
import afterimage.capture.spool.Spooling;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of two pipelines on one database one puts every transaction on disk that has more than three
/// changes. What they store must be the same.
class SpooledPipelineTest {

  private static final List<String> WHAT_IS_STORED =
      List.of(
          "SELECT concat_ws(' ', stream_id, version, type, data, provenance -> 'ordinals', actor)"
              + " FROM afterimage.events ORDER BY position",
          "SELECT concat_ws(' ', stream_id, table_name, row_key, row_image)"
              + " FROM afterimage_capture.known_rows ORDER BY 1",
          "SELECT concat_ws(' ', commit_lsn, ordinal, table_name, operation, columns, reason, before, after)"
              + " FROM afterimage_capture.unexplained ORDER BY commit_lsn, ordinal",
          "SELECT concat_ws(' ', explained, ignored, unexplained, events)"
              + " FROM afterimage_capture.checkpoints",
          "SELECT row_key FROM afterimage_capture.gone_rows");

  @TempDir private Path folder;

  private final Database source = TestPostgres.freshDatabase();
  private final List<Stage> stages = new ArrayList<>();

  private record Stage(String name, Database database, AgroalDataSource pool, Spooling spooling) {
    EventStoreSink sink() {
      return new EventStoreSink(pool, new PostgresEventStore(pool));
    }
  }

  private Stage stage(String name, Spooling spooling) {
    Database database = TestPostgres.freshDatabase();
    Stage stage = new Stage(name, database, database.pool(4), spooling);
    StoreSchema.migrate(stage.pool);
    CaptureSchema.migrate(stage.pool);
    stages.add(stage);
    return stage;
  }

  @AfterEach
  void close() {
    for (Stage stage : stages) {
      new SlotSetup(source, Slot.named(stage.name)).drop();
      stage.pool.close();
    }
  }

  private Pipeline open(Stage stage, Catalog catalog, List<Mapping> mappings) {
    return Pipeline.open(
        stage.name,
        source,
        catalog,
        mappings,
        stage.spooling,
        stage.sink(),
        Pipeline.Listener.NONE,
        Pipeline.Begin.WHERE_IT_IS);
  }

  private void execute(String... statements) throws Exception {
    try (Connection connection = source.connect()) {
      connection.setAutoCommit(false);
      for (String statement : statements) {
        Shops.execute(connection, statement);
      }
      connection.commit();
    }
  }

  private static List<String> stored(Stage stage) throws Exception {
    List<String> all = new ArrayList<>();
    try (Connection connection = stage.database.connect();
        Statement statement = connection.createStatement()) {
      for (String query : WHAT_IS_STORED) {
        try (ResultSet row = statement.executeQuery(query)) {
          while (row.next()) {
            all.add(row.getString(1));
          }
        }
      }
    }
    return all;
  }

  private void capture(Stage stage, Catalog catalog, List<Mapping> mappings) throws Exception {
    Pipeline pipeline = open(stage, catalog, mappings);
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    try {
      Thread thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      pipeline.run();
                    } catch (RuntimeException e) {
                      failure.set(e);
                      pipeline.close();
                    }
                  });
      while (failure.get() == null && !pipeline.awaitCaughtUp(Duration.ofMillis(200))) {
        assertThat(thread.isAlive() || failure.get() != null).isTrue();
      }
      pipeline.close();
      thread.join();
    } finally {
      pipeline.close();
    }
    RuntimeException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }

  @Test
  void what_is_stored_of_a_transaction_from_disk_is_what_is_stored_of_one_in_memory()
      throws Exception {
    Catalog catalog = Shops.create(source);
    List<Mapping> mappings = Shops.mappings(catalog);
    Stage memory = stage("in_memory", Spooling.in(folder));
    Stage disk = stage("on_disk", new Spooling(folder, 3, 10_000));
    open(memory, catalog, mappings).close();
    open(disk, catalog, mappings).close();

    execute(
        "INSERT INTO carts (id) SELECT i FROM generate_series(1, 4) i",
        "INSERT INTO cart_items SELECT i % 4 + 1, 'sku' || i, 2, 1.00 FROM generate_series(1, 20) i");
    execute(
        "UPDATE cart_items SET quantity = quantity + 1 WHERE cart_id < 3",
        "UPDATE cart_items SET cart_id = 4 WHERE cart_id = 3 AND sku IN ('sku2', 'sku6')",
        "UPDATE cart_items SET unit_price = 3.00 WHERE cart_id = 1",
        "DELETE FROM cart_items WHERE cart_id = 2",
        "UPDATE carts SET updated_at = now() WHERE id = 2",
        "UPDATE carts SET checked_out = true WHERE id IN (1, 4)");
    execute("UPDATE cart_items SET quantity = 1, unit_price = 9.00 WHERE cart_id = 4");
    execute(
        "INSERT INTO carts (id, discount) VALUES (9, 7.00)",
        "INSERT INTO cart_items SELECT 9, 'sku' || i, 1, 1.00 FROM generate_series(1, 5) i",
        "TRUNCATE cart_items",
        "INSERT INTO cart_items SELECT 1, 'again' || i, 1, 1.00 FROM generate_series(1, 5) i",
        "UPDATE carts SET checked_out = false WHERE id = 1",
        "UPDATE carts SET checked_out = true WHERE id = 1");
    capture(memory, catalog, mappings);
    capture(disk, catalog, mappings);

    List<String> expected = stored(memory);
    assertThat(stored(disk)).containsExactlyElementsOf(expected);
    assertThat(expected).hasSizeGreaterThan(60);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_change_that_stops_capture_leaves_nothing_of_its_transaction() throws Exception {
    Catalog catalog = Shops.create(source);
    List<Mapping> mappings =
        List.of(
            MappingReader.read(
                "stop.yaml",
                """
                mapping: stop
                version: 1
                streams: { button: { root: buttons, id: "button-{id}" } }
                events:
                  Made: { from: [ { insert: buttons, data: { state: after.state } } ] }
                unexplained: stop
                """,
                catalog));
    Stage stage = stage("stopping", new Spooling(folder, 3, 10_000));
    open(stage, catalog, mappings).close();
    execute(
        "INSERT INTO buttons SELECT 'b' || i, 'off' FROM generate_series(1, 9) i",
        "UPDATE buttons SET state = 'on' WHERE id = 'b9'");

    assertThatThrownBy(() -> capture(stage, catalog, mappings))
        .isInstanceOf(CaptureStopped.class)
        .hasMessageContaining("its update of public.buttons is not explained");
    assertThat(stored(stage)).containsExactly("0 0 0 0");
  }

  @Test
  void a_folder_that_takes_no_file_stops_capture_by_name() throws Exception {
    Path noFolder = Files.createFile(folder.resolve("file"));
    Catalog catalog = Shops.create(source);
    List<Mapping> mappings = Shops.mappings(catalog);
    Stage stage = stage("no_room", new Spooling(noFolder, 3, 10_000));
    open(stage, catalog, mappings).close();
    execute("INSERT INTO buttons SELECT 'b' || i, 'off' FROM generate_series(1, 9) i");

    assertThatThrownBy(() -> capture(stage, catalog, mappings))
        .isInstanceOf(SpoolProblem.class)
        .hasMessage(
            ("A transaction is too large for memory and goes to disk in %s, but no file can be made"
                    + " there: %s. Nothing of it was stored. Make room there or name another folder,"
                    + " and start again")
                .formatted(noFolder, noFolder));
  }
}
