package afterimage.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What shall be done with new events in the very transaction that appends them. If it fails,
/// nothing is appended.
@FunctionalInterface
public interface InlineHandler {

  /// @param events those that are new, in order
  void handle(List<RecordedEvent> events, Connection transaction) throws SQLException;

  /// The projection that it keeps, as `name@version`: every process that appends must keep it.
  /// Empty for what is this process's own.
  default Optional<String> projection() {
    return Optional.empty();
  }
}
