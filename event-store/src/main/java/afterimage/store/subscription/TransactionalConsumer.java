package afterimage.store.subscription;

import afterimage.store.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Works in the store's database. What it does with the connection and how far it has come are
/// committed together, so each event takes effect once, whatever crashes.
@FunctionalInterface
public interface TransactionalConsumer {

  /// @param events in order, at least one
  /// @param transaction never to be committed or rolled back here
  /// @throws SQLException or any other: the transaction is rolled back, and the same events come
  ///     again
  void consume(List<RecordedEvent> events, Connection transaction) throws SQLException;
}
