package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.capture.translate.FoldedRows;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.PostgresEventStore;
import afterimage.store.RecordedEvent;
import afterimage.store.StoreSchema;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/// A shop that is captured into a store of its own, on fresh databases.
final class Captured implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final AtomicInteger COUNT = new AtomicInteger();

  final String name =
      "captured_%d_%d".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
  final Database source = TestPostgres.freshDatabase();
  final Database target = TestPostgres.freshDatabase();
  final SlotSetup slot = new SlotSetup(source, Slot.named(name));
  final AgroalDataSource pool = target.pool(4);
  final PostgresEventStore store = new PostgresEventStore(pool);
  final EventStoreSink sink = new EventStoreSink(pool, store);
  Catalog catalog;

  Captured() throws SQLException {
    catalog = Shops.create(source);
    StoreSchema.migrate(pool);
    CaptureSchema.migrate(pool);
  }

  @Override
  public void close() {
    slot.drop();
    pool.close();
  }

  List<Mapping> mappings() {
    return Shops.mappings(catalog);
  }

  Pipeline open(Pipeline.Begin begin) {
    return open(begin, Pipeline.Listener.NONE);
  }

  Pipeline open(Pipeline.Begin begin, Pipeline.Listener listener) {
    return Pipeline.open(name, source, catalog, mappings(), sink, listener, begin);
  }

  /// Captures until everything that was committed before is stored.
  void catchUp() throws Exception {
    catchUp(open(Pipeline.Begin.WHERE_IT_IS));
  }

  static void catchUp(Pipeline pipeline) throws Exception {
    try {
      Thread thread = Thread.ofPlatform().start(pipeline::run);
      assertThat(pipeline.awaitCaughtUp(PATIENCE)).isTrue();
      pipeline.close();
      thread.join();
    } finally {
      pipeline.close();
    }
  }

  /// In one transaction.
  void execute(String... statements) throws SQLException {
    try (Connection connection = source.connect()) {
      connection.setAutoCommit(false);
      for (String statement : statements) {
        Shops.execute(connection, statement);
      }
      connection.commit();
    }
  }

  String fromSource(String sql) throws SQLException {
    return text(source, sql);
  }

  String fromStore(String sql) throws SQLException {
    return text(target, sql);
  }

  /// The first column of what a statement gives; empty if it gives no rows.
  static String text(Database database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      List<String> lines = new ArrayList<>();
      if (statement.execute(sql)) {
        try (ResultSet row = statement.getResultSet()) {
          while (row.next()) {
            lines.add(String.valueOf(row.getString(1)));
          }
        }
      }
      return String.join("\n", lines);
    }
  }

  /// Each event as `stream type`, in the order of the store.
  List<String> events() {
    return store.readAll(0, 1_000_000).stream().map(e -> e.stream() + " " + e.type()).toList();
  }

  /// The rows of a table as the events give them.
  Map<String, Row> folded(String table) {
    TableId id = TableId.parse(table);
    FoldedRows rows =
        new FoldedRows(
            mappings().stream().filter(m -> m.tables().contains(id)).findFirst().orElseThrow());
    for (RecordedEvent event : store.readAll(0, 1_000_000)) {
      assertThat(rows.apply(event.stream(), event.type(), event.data()))
          .as("%s of %s", event.type(), event.stream())
          .isEmpty();
    }
    return rows.rows(id);
  }

  /// The carts' items as the events give them.
  private Map<String, String> folded() {
    Map<String, String> folded = new TreeMap<>();
    folded("cart_items").forEach((key, row) -> folded.put(key, row.cell("quantity").toString()));
    return folded;
  }

  /// What the events give otherwise than the rows are; empty if they agree.
  List<String> disagreement() throws SQLException {
    Map<String, String> folded = folded();
    Map<String, String> rows = rows();
    Set<String> keys = new TreeSet<>(folded.keySet());
    keys.addAll(rows.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(folded.get(key), rows.get(key)))
        .map(key -> "%s: %s, but the row is %s".formatted(key, folded.get(key), rows.get(key)))
        .limit(20)
        .toList();
  }

  /// The carts' items as they are.
  private Map<String, String> rows() throws SQLException {
    Map<String, String> rows = new TreeMap<>();
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT cart_id || '|' || sku, quantity FROM cart_items")) {
      while (row.next()) {
        rows.put(row.getString(1), row.getString(2));
      }
    }
    return rows;
  }
}
