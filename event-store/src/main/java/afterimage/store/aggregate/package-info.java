/// Aggregates on the store. In: a [afterimage.store.Decider], the [EventTypes] of its events, and
/// commands. Out: events, appended with the version that the command was decided on, and the state
/// they fold to, now or as of any point; by way of [Snapshots], if there are any. Events of older
/// schema versions are brought to the current one as they are read. Start reading at [Aggregates].
@NullMarked
package afterimage.store.aggregate;

import org.jspecify.annotations.NullMarked;
