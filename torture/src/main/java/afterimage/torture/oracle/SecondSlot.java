package afterimage.torture.oracle;

import afterimage.postgres.Database;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/// The source's log through a slot of our own, read with the driver's replication API.
final class SecondSlot implements AutoCloseable {

  /// How long nothing may come; a busy machine may take its time as long as something does.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Database source;
  private final String slot;
  private final String publication;
  private LogSequenceNumber from = LogSequenceNumber.INVALID_LSN;

  private SecondSlot(Database source, String slot, String publication) {
    this.source = source;
    this.slot = slot;
    this.publication = publication;
  }

  /// Before anything is written that is to be seen.
  static SecondSlot create(Database source, String publication) {
    SecondSlot second = new SecondSlot(source, publication + "_oracle", publication);
    second.execute(
        "SELECT pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(second.slot));
    return second;
  }

  /// The transactions since the last call, up to a place.
  ///
  /// @throws IllegalStateException if nothing comes any more before that place
  List<LoggedTransaction> read(LogSequenceNumber until) throws SQLException {
    List<LoggedTransaction> transactions = new ArrayList<>();
    PgOutput decoder = new PgOutput();
    long came = System.nanoTime();
    try (Connection connection = source.connectForReplication();
        PGReplicationStream stream =
            connection
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName(slot)
                .withStartPosition(from)
                .withSlotOption("proto_version", 1)
                .withSlotOption("publication_names", publication)
                .withSlotOption("messages", true)
                .start()) {
      LogSequenceNumber last = LogSequenceNumber.INVALID_LSN;
      while (last.compareTo(until) < 0) {
        ByteBuffer message = stream.readPending();
        if (message == null) {
          if (System.nanoTime() - came > PATIENCE.toNanos()) {
            throw new IllegalStateException(
                "The second slot has come to %s only, not to %s"
                    .formatted(last.asString(), until.asString()));
          }
          LockSupport.parkNanos(1_000_000);
          continue;
        }
        came = System.nanoTime();
        var transaction = decoder.read(message);
        if (transaction.isPresent()) {
          last = transaction.get().commit();
          if (last.compareTo(from) > 0) {
            transactions.add(transaction.get());
          }
        }
      }
      from = last;
      stream.setFlushedLSN(last);
      stream.setAppliedLSN(last);
      stream.forceUpdateStatus();
    }
    return transactions;
  }

  private void execute(String sql) {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(source.address() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    execute(
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '%s'"
            .formatted(slot));
  }
}
