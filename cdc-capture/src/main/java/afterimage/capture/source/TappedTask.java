package afterimage.capture.source;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.spool.Spooling;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.debezium.pipeline.ErrorHandler;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Debezium's connector with a tap on its stream of decoded messages.
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
    TupleReader tuples = new TupleReader(connection, schema, new Conversions(connection, settings));
    MessageReader reader = new MessageReader(catalog, tuples);
    return new TappedConnection(
        super.buildReplicationConnection(connection, schema, settings),
        started -> tap(started, reader));
  }

  private TappedStream tap(ReplicationStream started, MessageReader reader) {
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
