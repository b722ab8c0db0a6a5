package afterimage.store;

import java.sql.Connection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// Streams of events that only grow.
public interface EventStore {

  /// Appends in a transaction of its own: all or nothing. The events get their positions in the
  /// order given. A stream may be named again to keep that order over several streams; only its
  /// first mention may expect a version.
  ///
  /// @return the events of all appends, in the order given; an event that is given twice is there
  ///     once
  /// @throws VersionConflict if a stream does not have the expected version; nothing is appended
  /// @throws EventIdReused if an id is in the store with other content; nothing is appended
  List<Appended> append(List<StreamAppend> appends);

  /// Appends in the caller's transaction; the events are there once the caller commits. After a
  /// [VersionConflict] or an [EventIdReused] the transaction is as it was and can go on; after a
  /// [StoreProblem] it can only be rolled back.
  ///
  /// @param transaction a connection to this store's database with auto-commit off, read committed
  List<Appended> append(List<StreamAppend> appends, Connection transaction);

  /// Appends in the caller's transaction events that are new as far as the caller knows: what the
  /// store does to find out costs a good part of an append, and is left out. If one is there all
  /// the same, or a rival was faster, it ends in a [StoreProblem] that says so
  /// ([StoreProblem#isCollision]), and the caller, whose transaction can only be rolled back, does
  /// it again with [#append(List, Connection)].
  ///
  /// @param transaction as there
  List<Appended> appendNew(List<StreamAppend> appends, Connection transaction);

  /// Appends any number of events, as for an import, in one transaction and with bounded memory.
  /// Readers of all streams stay before these events until the transaction ends.
  ///
  /// @return how many events are new; the others were there already
  long appendAll(Iterator<StreamAppend> appends);

  /// As [#appendAll(Iterator)], in the caller's transaction.
  long appendAll(Iterator<StreamAppend> appends, Connection transaction);

  /// Events of one stream, at most as many as the query's limit, in the order of its direction.
  List<RecordedEvent> read(StreamQuery query);

  /// Events of all streams after a position, in the order of positions. Stops before a position
  /// that an append in flight may still fill, so that a reader that goes on from the page's end
  /// sees every event once.
  ///
  /// @param after the end of the page before, 0 for the beginning
  /// @param limit at least 1
  EventPage readAll(long after, EventFilter filter, int limit);

  /// The streams there are, in the order of their names by code point, so many after a name.
  ///
  /// @param after a stream's name, or an empty text for the beginning
  /// @param prefix only streams whose names begin so; empty for all
  /// @param limit at least 1
  List<StreamHead> streams(String after, String prefix, int limit);

  /// The position up to which nothing can appear any more; 0 in an empty store.
  long readablePosition();

  /// The events of a stream by version, up to a point; empty if there are none.
  default List<RecordedEvent> read(StreamId stream, AsOf asOf) {
    return read(StreamQuery.of(stream).asOf(asOf));
  }

  default List<RecordedEvent> read(StreamId stream) {
    return read(StreamQuery.of(stream));
  }

  /// The next events of all streams; empty if there are none yet.
  default List<RecordedEvent> readAll(long after, int limit) {
    return readAll(after, EventFilter.ALL, limit).events();
  }

  /// What [#read(StreamQuery)] gives, page by page as the caller goes on.
  default Stream<RecordedEvent> walk(StreamQuery query) {
    return Walk.of(this, query);
  }

  /// All events after a position that are readable now, page by page as the caller goes on.
  default Stream<RecordedEvent> walkAll(long after, EventFilter filter) {
    return Walk.of(this, after, filter);
  }

  default List<Appended> append(StreamId stream, ExpectedVersion expected, List<NewEvent> events) {
    return append(List.of(new StreamAppend(stream, expected, events)));
  }
}
