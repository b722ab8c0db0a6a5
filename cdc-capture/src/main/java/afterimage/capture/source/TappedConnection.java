package afterimage.capture.source;

import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.MessageDecoder;
import io.debezium.connector.postgresql.connection.PostgresReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.debezium.connector.postgresql.connection.WalPositionLocator;
import io.debezium.connector.postgresql.spi.SlotCreationResult;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.replication.PGReplicationStream;
import org.postgresql.replication.fluent.logical.ChainedLogicalStreamBuilder;

/// Debezium's connection to the log. The stream that is started on it is ours to read.
// Debezium's interface lets close() throw anything.
@SuppressWarnings("try")
final class TappedConnection implements ReplicationConnection {

  /// Of a slot that somebody reads: mostly one who has just gone, and the server has yet to notice.
  private static final String IN_USE = "55006";

  private final PostgresReplicationConnection connection;
  private final PostgresConnectorConfig settings;
  private final MessageDecoder decoder;
  private final Function<PGReplicationStream, ReplicationStream> tap;

  TappedConnection(
      PostgresReplicationConnection connection,
      PostgresConnectorConfig settings,
      MessageDecoder decoder,
      Function<PGReplicationStream, ReplicationStream> tap) {
    this.connection = connection;
    this.settings = settings;
    this.decoder = decoder;
    this.tap = tap;
  }

  @Override
  public ReplicationStream startStreaming(WalPositionLocator none)
      throws SQLException, InterruptedException {
    connection.initConnection();
    for (int tries = settings.maxRetries(); ; tries--) {
      try {
        return tap.apply(start());
      } catch (SQLException e) {
        if (tries == 0 || !IN_USE.equals(e.getSQLState())) {
          throw e;
        }
      }
      Thread.sleep(settings.retryDelay());
    }
  }

  /// The server begins where the slot was confirmed.
  private PGReplicationStream start() throws SQLException {
    // Not with the statements that other connections begin with: this one understands no SQL.
    BaseConnection raw = connection.connection(false).unwrap(BaseConnection.class);
    ChainedLogicalStreamBuilder builder =
        raw.unwrap(PGConnection.class)
            .getReplicationAPI()
            .replicationStream()
            .logical()
            // With quotes, for one may begin with a digit, or be a word of the protocol.
            .withSlotName("\"" + settings.slotName() + "\"")
            .withAutomaticFlush(false)
            .withStatusInterval((int) TappedStream.STATUS.toMillis(), TimeUnit.MILLISECONDS);
    return decoder.defaultOptions(builder, raw::haveMinimumServerVersion).start();
  }

  @Override
  public ReplicationStream startStreaming(Lsn offset, WalPositionLocator position) {
    throw new IllegalStateException("There is no offset but the slot's own, not " + offset);
  }

  @Override
  public Optional<SlotCreationResult> createReplicationSlot() throws SQLException {
    return connection.createReplicationSlot();
  }

  @Override
  public void initConnection() throws SQLException, InterruptedException {
    connection.initConnection();
  }

  @Override
  public boolean isConnected() throws SQLException {
    return connection.isConnected();
  }

  @Override
  public void reconnect() throws SQLException {
    connection.reconnect();
  }

  @Override
  public void close() throws Exception {
    connection.close();
  }
}
