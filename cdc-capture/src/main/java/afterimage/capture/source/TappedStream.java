package afterimage.capture.source;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Debezium's stream of decoded messages. Who reads it is told that something came and is given
/// nothing: it all goes into transactions, and these into the intake.
// Debezium's interface lets close() throw anything.
@SuppressWarnings("try")
final class TappedStream implements ReplicationStream {

  /// Messages read in a row, before who reads may look whether it is to end.
  private static final int AT_ONCE = 500;

  private final ReplicationStream stream;
  private final MessageReader reader;
  private final TransactionAssembler assembler;
  private final Intake intake;
  private volatile @Nullable Receiving receiving;
  private boolean broken;

  TappedStream(
      ReplicationStream stream,
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
    while (read < AT_ONCE && stream.readPending(this::take)) {
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
    stream.read(this::take);
    intake.flush();
  }

  /// After a failure, and once nobody takes anything any more, what comes is let go: it is read
  /// again from the slot.
  private void take(ReplicationMessage message) throws InterruptedException {
    if (broken) {
      return;
    }
    try {
      Optional<Assembled> whole =
          assembler.add(reader.read(message, stream.lastReceivedLsn().asLogSequenceNumber()));
      if (whole.isPresent() && !intake.add(whole.get())) {
        whole.get().close();
        broken = true;
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
      stream.flushLsn(Lsn.valueOf(end));
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
    return stream.lastReceivedLsn();
  }

  @Override
  public Lsn startLsn() {
    return stream.startLsn();
  }

  @Override
  public void startKeepAlive(ExecutorService service) {
    stream.startKeepAlive(service);
  }

  @Override
  public void stopKeepAlive() {
    stream.stopKeepAlive();
  }

  @Override
  public void close() throws Exception {
    stream.close();
  }
}
