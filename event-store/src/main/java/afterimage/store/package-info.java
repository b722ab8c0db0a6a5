/// An append-only store of events on PostgreSQL. In: [NewEvent]s for one or several streams, with
/// the version that each stream is expected to have. Out: [RecordedEvent]s, by stream (as of a
/// version, a time or a place in a source's log) or all in one order that no reader can overtake.
/// Knows no domain and no framework. Start reading at [EventStore].
@NullMarked
package afterimage.store;

import org.jspecify.annotations.NullMarked;
