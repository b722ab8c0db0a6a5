package afterimage.capture.source;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/// The stream of messages from the log, read on Debezium's thread. Debezium is told that something
/// came and is given nothing: it all goes into transactions, and these into the intake.
// Debezium's interface lets close() throw anything.
@SuppressWarnings("try")
final class TappedStream implements ReplicationStream {

  /// The server ends a connection that it has not heard of for a minute.
  static final Duration STATUS = Duration.ofSeconds(10);

  /// Messages read in a row, before who reads may look whether it is to end.
  private static final int AT_ONCE = 500;

  private final PGReplicationStream stream;
  private final MessageReader reader;
  private final TransactionAssembler assembler;
  private final Intake intake;
  private volatile @Nullable Receiving receiving;
  private volatile @Nullable ExecutorService keepAlive;
  private boolean broken;

  TappedStream(
      PGReplicationStream stream,
      MessageReader reader,
      TransactionAssembler assembler,
      Intake intake) {
    this.stream = stream;
    this.reader = reader;
    this.assembler = assembler;
    this.intake = intake;
  }

  @Override
  public boolean readPending(ReplicationMessageProcessor none)
      throws SQLException, InterruptedException {
    int read = 0;
    while (read < AT_ONCE) {
      ByteBuffer message = stream.readPending();
      if (message == null) {
        break;
      }
      take(message);
      read++;
    }
    if (read > 0) {
      int changes = assembler.incomplete();
      receiving = changes == 0 ? null : new Receiving(assembler.transaction(), changes);
    }
    if (read < AT_ONCE) {
      intake.flush();
    }
    return read > 0;
  }

  @Override
  public void read(ReplicationMessageProcessor none) throws SQLException, InterruptedException {
    ByteBuffer message = stream.read();
    if (message != null) {
      take(message);
    }
    intake.flush();
  }

  /// After a failure, and once nobody takes anything any more, what comes is let go: it is read
  /// again from the slot.
  private void take(ByteBuffer message) throws SQLException, InterruptedException {
    if (broken) {
      return;
    }
    try {
      for (StreamElement element : reader.read(message, stream.getLastReceiveLSN())) {
        Optional<Assembled> whole = assembler.add(element);
        if (whole.isPresent() && !intake.add(whole.get())) {
          whole.get().close();
          broken = true;
        }
      }
    } catch (RuntimeException | Error e) {
      broken = true;
      intake.fail(e);
    }
  }

  @Nullable Receiving receiving() {
    return receiving;
  }

  /// @throws SourceProblem if the server cannot be told
  void acknowledge(LogSequenceNumber end) {
    try {
      if (stream.getLastFlushedLSN().compareTo(end) < 0) {
        stream.setFlushedLSN(end);
        stream.setAppliedLSN(end);
      }
      stream.forceUpdateStatus();
    } catch (SQLException e) {
      throw new SourceProblem(String.valueOf(e.getMessage()), e);
    }
  }

  /// When nothing is read any more.
  void letGo() {
    assembler.close();
  }

  @Override
  public void flushLsn(Lsn lsn) {
    // Acknowledged is what was stored, and nothing else.
  }

  @Override
  public Lsn lastReceivedLsn() {
    return Lsn.valueOf(stream.getLastReceiveLSN());
  }

  @Override
  public Lsn startLsn() {
    return lastReceivedLsn();
  }

  /// Who reads may wait for room longer than the server waits for a sign of life.
  @Override
  public void startKeepAlive(ExecutorService service) {
    keepAlive = service;
    service.execute(
        () -> {
          try {
            while (keepAlive != null) {
              stream.forceUpdateStatus();
              Thread.sleep(STATUS);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (SQLException e) {
            // Who reads the stream is told as well.
          }
        });
  }

  @Override
  public void stopKeepAlive() {
    ExecutorService service = keepAlive;
    keepAlive = null;
    if (service != null) {
      service.shutdownNow();
    }
  }

  @Override
  public void close() throws Exception {
    stream.close();
  }
}
