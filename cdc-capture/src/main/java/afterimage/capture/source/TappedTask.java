package afterimage.capture.source;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.spool.Spooling;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.MessageDecoder;
import io.debezium.connector.postgresql.connection.MessageDecoderContext;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.PostgresReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.pipeline.ErrorHandler;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.PGReplicationStream;

/// Debezium's connector with a tap on its stream of messages.
final class TappedTask extends PostgresConnectorTask {

  private final Catalog catalog;
  private final Spooling spooling;
  private final Intake intake;
  private volatile @Nullable TappedStream stream;

  TappedTask(Catalog catalog, Spooling spooling, Intake intake) {
    this.catalog = catalog;
    this.spooling = spooling;
    this.intake = intake;
  }

  @Override
  protected ReplicationConnection buildReplicationConnection(
      PostgresConnection connection, PostgresSchema schema, PostgresConnectorConfig settings)
      throws SQLException {
    MessageDecoder decoder =
        settings.plugin().messageDecoder(new MessageDecoderContext(settings, schema), connection);
    Relations relations = new Relations(catalog, schema, connection, settings);
    MessageReader reader = new MessageReader(relations, decoder, connection.getTypeRegistry());
    return new TappedConnection(
        (PostgresReplicationConnection)
            super.buildReplicationConnection(connection, schema, settings),
        settings,
        decoder,
        started -> tap(started, reader));
  }

  private TappedStream tap(PGReplicationStream started, MessageReader reader) {
    TappedStream tapped =
        new TappedStream(started, reader, new TransactionAssembler(spooling), intake);
    stream = tapped;
    return tapped;
  }

  /// The one that is read; null before it was started.
  @Nullable TappedStream stream() {
    return stream;
  }

  /// Why nothing more is read; null as long as it is.
  @Nullable Throwable failure() {
    return getErrorHandler().map(ErrorHandler::getProducerThrowable).orElse(null);
  }
}
