/// The event store against plain JDBC. In: an empty database. Out: [afterimage.bench.Figure]s.
/// Start reading at [StoreBench].
@NullMarked
package afterimage.bench.store;

import org.jspecify.annotations.NullMarked;
