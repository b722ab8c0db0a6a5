package afterimage.store.projection;

import afterimage.store.EventFilter;
import afterimage.store.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What events do to some tables. Its statements name the tables without a schema: they are in the
/// first one of the connection's search path.
///
/// The tables must follow from the events alone, so that a rebuild gives the same again: no clock,
/// no chance, nothing read elsewhere.
public interface Projection {

  /// Lower-case letters, digits and `_`, at most 40. Its tables are in the schema
  /// `projection_<name>`.
  String name();

  /// To be raised when its tables or what it does changes: then it is rebuilt.
  int version();

  /// Which events it wants.
  default EventFilter filter() {
    return EventFilter.ALL;
  }

  /// Creates the tables.
  void create(Connection transaction) throws SQLException;

  /// @param events in order; one that is applied inline sees those of different streams as their
  ///     writers come, so it must not matter there which stream's come first
  void apply(List<RecordedEvent> events, Connection transaction) throws SQLException;
}
