package afterimage.capture.proof;

import afterimage.store.Json;
import afterimage.store.StreamId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.replication.LogSequenceNumber;

/// The derived events of one generation up to an LSN of the source, in their order. Once the
/// checkpoint is there they never change, so that they can be read as often as needed.
record StoredEvents(DataSource store, String generation, LogSequenceNumber until) {

  private static final int PAGE = 5_000;

  /// Takes one event at a time.
  @FunctionalInterface
  interface Taker {
    /// @param commit of the source's transaction that it tells of
    /// @return false to end
    boolean take(StreamId stream, String type, Json data, long commit) throws SQLException;
  }

  /// Takes one event at a time, with its transaction.
  @FunctionalInterface
  interface TracedTaker {
    void take(StreamId stream, String type, Json data, long commit, long transaction);
  }

  /// The events of one mapping.
  void read(String mapping, Taker taker) {
    query(
        "stream_id, type, data::text, (source_lsn - '0/0')::bigint",
        mapping,
        row -> new One(stream(row), row.getString(2), data(row), row.getLong(4), 0),
        one -> taker.take(one.stream, one.type, one.data, one.commit));
  }

  void trace(String mapping, TracedTaker taker) {
    query(
        "stream_id, type, data::text, (source_lsn - '0/0')::bigint,"
            + " (provenance ->> 'transaction')::bigint",
        mapping,
        row -> new One(stream(row), row.getString(2), data(row), row.getLong(4), row.getLong(5)),
        one -> {
          taker.take(one.stream, one.type, one.data, one.commit, one.transaction);
          return true;
        });
  }

  private record One(StreamId stream, String type, Json data, long commit, long transaction) {}

  private static StreamId stream(ResultSet row) throws SQLException {
    return new StreamId(row.getString(1));
  }

  private static Json data(ResultSet row) throws SQLException {
    return Json.stored(row.getString(3));
  }

  @FunctionalInterface
  private interface RowReading {
    One read(ResultSet row) throws SQLException;
  }

  private void query(
      String columns, String mapping, RowReading reading, ReadAhead.Taker<One> taker) {
    try {
      ReadAhead.run(sink -> select(columns, mapping, reading, sink), taker);
    } catch (SQLException e) {
      throw new ProofProblem("The store's events cannot be read: " + e.getMessage(), e);
    }
  }

  private void select(String columns, String mapping, RowReading reading, ReadAhead.Sink<One> sink)
      throws SQLException {
    try (Connection connection = store.getConnection()) {
      // A cursor lives in a transaction.
      connection.setAutoCommit(false);
      try (PreparedStatement query =
          connection.prepareStatement(
              """
              SELECT %s FROM afterimage.events
              WHERE source_lsn <= ?::pg_lsn AND provenance ->> 'generation' = ?
                AND provenance ->> 'mapping' = ?
              ORDER BY position
              """
                  .formatted(columns))) {
        query.setString(1, until.asString());
        query.setString(2, generation);
        query.setString(3, mapping);
        query.setFetchSize(PAGE);
        try (ResultSet row = query.executeQuery()) {
          boolean more = true;
          while (more && row.next()) {
            more = sink.put(reading.read(row));
          }
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }
}
