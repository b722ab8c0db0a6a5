package afterimage.capture.proof;

import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.replication.LogSequenceNumber;

/// The source's rows as of one exact LSN. A plain snapshot has none; the one that is exported when
/// a slot is made holds exactly the transactions whose commits end at or before the slot's
/// consistent point. The slot is temporary and goes as soon as the snapshot was taken over.
final class SourceSnapshot implements AutoCloseable {

  private final Connection rows;
  private final LogSequenceNumber lsn;
  private final String systemIdentifier;
  private final int lastTransaction;

  private SourceSnapshot(
      Connection rows, LogSequenceNumber lsn, String systemIdentifier, int lastTransaction) {
    this.rows = rows;
    this.lsn = lsn;
    this.systemIdentifier = systemIdentifier;
    this.lastTransaction = lastTransaction;
  }

  /// @param patience how long to wait for the transactions that are open now
  /// @throws ProofProblem if the server does not give one
  static SourceSnapshot take(Database source, Duration patience) {
    Connection rows = forReading(source);
    try (Connection replication = source.connectForReplication();
        Statement statement = replication.createStatement()) {
      String systemIdentifier = identify(statement);
      // The server's own timeout does not count for a command of the replication protocol.
      statement.setQueryTimeout((int) Math.max(1, patience.toSeconds()));
      String name = "afterimage_proof_" + UUID.randomUUID().toString().replace("-", "");
      LogSequenceNumber lsn;
      String snapshot;
      try (ResultSet slot =
          statement.executeQuery(
              "CREATE_REPLICATION_SLOT %s TEMPORARY LOGICAL pgoutput EXPORT_SNAPSHOT"
                  .formatted(name))) {
        slot.next();
        lsn = LogSequenceNumber.valueOf(slot.getString("consistent_point"));
        snapshot = slot.getString("snapshot_name");
      }
      return new SourceSnapshot(rows, lsn, systemIdentifier, adopt(rows, snapshot));
    } catch (SQLException e) {
      close(rows);
      throw problem(source, patience, e);
    } catch (RuntimeException e) {
      close(rows);
      throw e;
    }
  }

  private static Connection forReading(Database source) {
    // Text is what there is an exact form of for every type.
    Map<String, String> options = new ConcurrentHashMap<>(source.options());
    options.put("binaryTransfer", "false");
    return new Database(
            source.host(), source.port(), source.name(), source.user(), source.password(), options)
        .connect();
  }

  private static String identify(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
      row.next();
      return row.getString("systemid");
    }
  }

  /// @return the newest transaction id that the snapshot may know
  private static int adopt(Connection rows, String snapshot) throws SQLException {
    rows.setAutoCommit(false);
    rows.setReadOnly(true);
    rows.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement statement = rows.createStatement()) {
      statement.execute("SET TRANSACTION SNAPSHOT '%s'".formatted(snapshot));
      for (String setting : RowReader.SETTINGS) {
        statement.execute("SET LOCAL " + setting);
      }
      try (ResultSet row =
          statement.executeQuery("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")) {
        row.next();
        return (int) Long.parseLong(row.getString(1));
      }
    }
  }

  /// In a transaction that reads this snapshot.
  Connection rows() {
    return rows;
  }

  LogSequenceNumber lsn() {
    return lsn;
  }

  String systemIdentifier() {
    return systemIdentifier;
  }

  /// How many transaction ids ago a row was written, by its `xmin`.
  int age(int xmin) {
    return lastTransaction - xmin;
  }

  @Override
  public void close() {
    close(rows);
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // The server has ended it; there is nothing to keep.
      return;
    }
  }

  private static ProofProblem problem(Database source, Duration patience, SQLException e) {
    String why =
        switch (String.valueOf(e.getSQLState())) {
          case "57014" ->
              ("a snapshot with an exact LSN waits for every open writing transaction, and they did"
                      + " not end within %d s. End them (pg_stat_activity, backend_xid), or wait,"
                      + " and start again")
                  .formatted(patience.toSeconds());
          case "53400" ->
              "no replication slot is free; the proof needs one for a moment. Raise"
                  + " max_replication_slots, or drop a slot that nobody reads";
          case "42501" ->
              "%s. The user needs the right to replicate and to read the tables"
                  .formatted(e.getMessage());
          default -> "no snapshot could be taken: " + e.getMessage();
        };
    return new ProofProblem("%s: %s".formatted(source.address(), why), e);
  }
}
