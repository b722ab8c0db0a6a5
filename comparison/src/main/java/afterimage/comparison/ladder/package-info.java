/// The ladder from polling to event sourcing, each rung really run. In: a workload, the rungs, and
/// a [RungWorld] that has a server and builds the apps. Out: a [RungResult] for each rung: its
/// journal, its own event store, and the accounting of its row changes; or why it could not be run.
/// Start reading at [Rung].
@NullMarked
package afterimage.comparison.ladder;

import org.jspecify.annotations.NullMarked;
