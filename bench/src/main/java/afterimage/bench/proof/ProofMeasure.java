package afterimage.bench.proof;

import afterimage.bench.Figure;
import afterimage.bench.Rounds;
import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.proof.Proof;
import afterimage.capture.proof.ProofReport;
import afterimage.capture.sink.CaptureSchema;
import afterimage.postgres.Database;
import afterimage.store.Certainty;
import afterimage.store.EventFilter;
import afterimage.store.EventIds;
import afterimage.store.ExpectedVersion;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.Provenance;
import afterimage.store.StoreSchema;
import afterimage.store.StreamAppend;
import afterimage.store.StreamId;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.postgresql.replication.LogSequenceNumber;

/// `prove` over a table of which each row has an event, against reading the same table with
/// `SELECT *` and the same events with the store's own reading, one after the other. A pipeline is
/// not needed for it: the events are what one would have stored.
public final class ProofMeasure {

  private static final String PIPELINE = "bench";

  private static final String MAPPING =
      """
      mapping: bench
      version: 1
      streams: { item: { root: items, id: "item-{id}" } }
      events:
        Received:
          from: [ { insert: items, data: { n: after.n, label: after.label, price: after.price } } ]
      """;

  private final Database source;
  private final AgroalDataSource pool;
  private final PostgresEventStore store;
  private final Mapping mapping;

  private ProofMeasure(Database source, AgroalDataSource pool, Mapping mapping) {
    this.source = source;
    this.pool = pool;
    this.store = new PostgresEventStore(pool);
    this.mapping = mapping;
  }

  /// @param source an empty database
  /// @param target another one, on the same server or not
  public static Figure measure(
      Database source, Database target, int rows, int rounds, Consumer<String> progress)
      throws Exception {
    try (AgroalDataSource pool = target.pool(4);
        Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      StoreSchema.migrate(pool);
      CaptureSchema.migrate(pool);
      statement.execute(
          "CREATE TABLE items (id bigint PRIMARY KEY, n int, label text, price numeric)");
      ProofMeasure measure =
          new ProofMeasure(
              source, pool, MappingReader.read("bench.yaml", MAPPING, Catalog.read(connection)));
      progress.accept("%,d rows, and an event for each".formatted(rows));
      statement.execute(
          "INSERT INTO items SELECT i, i %% 1000, 'item number ' || i, i * 0.01 FROM generate_series(1, %d) i"
              .formatted(rows));
      statement.execute("VACUUM ANALYZE items");
      measure.fill(connection, rows);
      progress.accept("proving and reading by turns");
      Rounds.Result result = Rounds.of(rounds, () -> measure.prove(rows), () -> measure.read(rows));
      return new Figure(
          "prove over %,d rows, against reading both sides".formatted(rows),
          "%,.1f s".formatted(result.ours()),
          "%,.1f s".formatted(result.baseline()),
          result.ratio(),
          new Figure.Target.AtLeast(0.5));
    }
  }

  private void fill(Connection source, int rows) throws SQLException {
    String systemIdentifier;
    LogSequenceNumber at;
    try (Statement statement = source.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT system_identifier::text, pg_current_wal_lsn()::text FROM pg_control_system()")) {
      row.next();
      systemIdentifier = row.getString(1);
      at = LogSequenceNumber.valueOf(row.getString(2));
    }
    store.appendAll(IntStream.rangeClosed(1, rows).mapToObj(i -> append(i, at)).iterator());
    try (Connection connection = pool.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO afterimage_capture.checkpoints
                  (pipeline, generation, mappings, system_identifier, timeline, database, slot,
                   publication, tables, start_lsn, end_lsn)
                VALUES (?, ?, ?, ?, 1, ?, '', '', '', '0/1', 'FFFFFFFF/0')
                """)) {
      insert.setString(1, PIPELINE);
      insert.setString(2, PIPELINE);
      insert.setString(3, mapping.label());
      insert.setString(4, systemIdentifier);
      insert.setString(5, this.source.name());
      insert.executeUpdate();
    }
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE afterimage.events");
    }
  }

  private static StreamAppend append(int i, LogSequenceNumber at) {
    String data =
        "{\"n\":%d,\"label\":\"item number %d\",\"price\":%d.%02d}"
            .formatted(i % 1000, i, i / 100, i % 100);
    Provenance provenance =
        new Provenance(
            Certainty.INFERRED, PIPELINE, PIPELINE, 1, "Received#1", i, at, List.of(1), List.of());
    return new StreamAppend(
        new StreamId("item-" + i),
        ExpectedVersion.ANY,
        List.of(
            new NewEvent(
                EventIds.named("bench " + i),
                "Received",
                1,
                new Json(data),
                Metadata.derived(Instant.EPOCH, provenance))));
  }

  private void prove(int rows) {
    ProofReport report = Proof.run(Proof.Request.of(source, pool, List.of(mapping)));
    if (!report.isEqual() || report.events() != rows) {
      throw new IllegalStateException("What was made to be equal is not: " + report);
    }
  }

  private void read(int rows) throws SQLException {
    long events = store.walkAll(0, EventFilter.ALL).count();
    long there = 0;
    try (Connection connection = source.connect()) {
      connection.setAutoCommit(false);
      try (PreparedStatement query = connection.prepareStatement("SELECT * FROM items")) {
        query.setFetchSize(5_000);
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            for (int column = 1; column <= 4; column++) {
              there += row.getObject(column) == null ? 0 : 1;
            }
          }
        }
      }
    }
    if (events != rows || there != 4L * rows) {
      throw new IllegalStateException("%d events, %d cells".formatted(events, there));
    }
  }
}
