package afterimage.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What shall be done with new events in the very transaction that appends them. If it fails,
/// nothing is appended.
@FunctionalInterface
public interface InlineHandler {

  /// @param events those that are new, in order
  void handle(List<RecordedEvent> events, Connection transaction) throws SQLException;
}
