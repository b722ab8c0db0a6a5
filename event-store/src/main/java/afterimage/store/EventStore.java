package afterimage.store;

import java.sql.Connection;
import java.util.List;

/// Streams of events that only grow.
public interface EventStore {

  /// Appends in a transaction of its own: all or nothing. The events get their positions in the
  /// order given. A stream may be named again to keep that order over several streams; only its
  /// first mention may expect a version.
  ///
  /// @return the events of all appends, in the order given
  /// @throws VersionConflict if a stream does not have the expected version; nothing is appended
  /// @throws EventIdReused if an id is in the store with other content; nothing is appended
  List<Appended> append(List<StreamAppend> appends);

  /// Appends in the caller's transaction; the events are there once the caller commits. After a
  /// refusal the transaction is as it was and can go on.
  ///
  /// @param transaction a connection to this store's database with auto-commit off
  List<Appended> append(List<StreamAppend> appends, Connection transaction);

  /// The events of a stream by version, up to a point; empty if there are none.
  List<RecordedEvent> read(StreamId stream, AsOf asOf);

  /// Events of all streams after a position, in the order of positions. Stops before a position
  /// that an append in flight may still fill, so that a reader that goes on from the last position
  /// it was given sees every event once.
  ///
  /// @param after the last position that was read, 0 for the beginning
  /// @param limit at least 1
  List<RecordedEvent> readAll(long after, int limit);

  default List<RecordedEvent> read(StreamId stream) {
    return read(stream, AsOf.LATEST);
  }

  default List<Appended> append(StreamId stream, ExpectedVersion expected, List<NewEvent> events) {
    return append(List.of(new StreamAppend(stream, expected, events)));
  }
}
