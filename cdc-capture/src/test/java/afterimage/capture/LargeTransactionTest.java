package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import io.agroal.api.AgroalDataSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.replication.LogSequenceNumber;

/// Transactions that go to disk in a pipeline with a small heap, which is killed in the middle of
/// them. `-Dlarge.rows=1000000 -Dlarge.heap=256m` makes them as large as they have to be; the suite
/// takes smaller ones, for the sake of its time.
class LargeTransactionTest {

  private static final int ROWS = Integer.getInteger("large.rows", 20_000);
  private static final String HEAP = System.getProperty("large.heap", "96m");
  private static final int CARTS = ROWS / 100;

  @TempDir private Path temporary;

  private final Database source = TestPostgres.freshDatabase();
  private final Database target = TestPostgres.freshDatabase();
  private String name = "large";
  private AgroalDataSource pool;

  @BeforeEach
  void prepare() {
    pool = target.pool(4);
    StoreSchema.migrate(pool);
    CaptureSchema.migrate(pool);
  }

  @AfterEach
  void close() {
    new SlotSetup(source, Slot.named(name)).drop();
    pool.close();
  }

  /// @param mappings the shipped ones remember rows and look across a transaction, plain ones do
  ///     neither
  @ParameterizedTest
  @ValueSource(strings = {"shipped", "plain"})
  void one_that_goes_to_disk_is_stored_whole_in_one_transaction_also_after_a_kill(String mappings)
      throws Exception {
    name = "large_" + mappings;
    Catalog catalog = Shops.create(source);
    List<Mapping> read = mappings.equals("plain") ? Shops.plain(catalog) : Shops.mappings(catalog);
    EventStoreSink sink = new EventStoreSink(pool, new PostgresEventStore(pool));
    Pipeline.open(name, source, catalog, read, sink, Pipeline.Listener.NONE).close();
    LogSequenceNumber before = sink.checkpoint(name).orElseThrow().end();

    execute(
        "INSERT INTO carts SELECT i FROM generate_series(1, %d) i".formatted(CARTS),
        "INSERT INTO cart_items SELECT i %% %d + 1, 'sku-' || i, 1, 1.00 FROM generate_series(1, %d) i"
            .formatted(CARTS, ROWS));
    run(mappings, "receiving");
    run(mappings, "translating");
    assertThat(text(target, "SELECT count(*) FROM afterimage.events")).isEqualTo("0");
    assertThat(sink.checkpoint(name).orElseThrow().end()).isEqualTo(before);
    assertThat(temporary).isEmptyDirectory();

    run(mappings, "storedLarge");
    holds(1, mappings);
    execute("UPDATE cart_items SET quantity = quantity + 2");
    run(mappings, "translating");
    run(mappings, "storedLarge");
    holds(2, mappings);
    assertThat(temporary).isEmptyDirectory();
  }

  private void holds(int transactions, String mappings) throws Exception {
    assertThat(text(target, "SELECT count(*) FROM afterimage.events"))
        .isEqualTo(Integer.toString(transactions * ROWS));
    assertThat(text(target, "SELECT count(DISTINCT xmin::text) FROM afterimage.events"))
        .as("transactions of the store")
        .isEqualTo(Integer.toString(transactions));
    assertThat(
            text(
                target,
                """
                SELECT md5(string_agg(line, ',' ORDER BY line)) FROM (
                  SELECT concat(stream_id, ' ', data ->> 'sku', ' ', sum((data ->> 'quantity')::int)) AS line
                  FROM afterimage.events GROUP BY stream_id, data ->> 'sku') folded
                """))
        .as("what the events fold to")
        .isEqualTo(
            text(
                source,
                """
                SELECT md5(string_agg(line, ',' ORDER BY line)) FROM (
                  SELECT concat('cart-', cart_id, ' ', sku, ' ', quantity) AS line FROM cart_items) rows
                """));
    assertThat(
            text(
                target,
                """
                SELECT count(*) FROM (
                  SELECT ordinal, lag(ordinal) OVER (PARTITION BY source_lsn ORDER BY position) AS before
                  FROM (SELECT position, source_lsn, (provenance -> 'ordinals' ->> -1)::int AS ordinal
                        FROM afterimage.events) placed) neighbours
                WHERE ordinal <= before
                """))
        .as("events that are not in the source's order")
        .isEqualTo("0");
    assertThat(text(target, "SELECT explained + ignored FROM afterimage_capture.checkpoints"))
        .isEqualTo(Integer.toString(transactions * ROWS + CARTS));
    assertThat(text(target, "SELECT count(*) FROM afterimage_capture.known_rows"))
        .isEqualTo(mappings.equals("plain") ? "0" : Integer.toString(ROWS));
  }

  /// Until it has come to the moment; then it is killed.
  private void run(String mappings, String moment) throws Exception {
    long start = System.nanoTime();
    Process process =
        PipelineProcess.start(source, target, name, moment, mappings, HEAP, temporary);
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("AT " + moment);
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    System.out.printf(
        "%,d rows, %s, heap %s: at `%s` after %d s%n",
        ROWS, mappings, HEAP, moment, (System.nanoTime() - start) / 1_000_000_000);
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

  private static String text(Database database, String sql) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }
}
