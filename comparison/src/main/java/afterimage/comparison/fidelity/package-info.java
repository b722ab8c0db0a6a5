/// Holds the events that were derived against those that truly happened. In: both streams. Out: one
/// [Verdict] for each event of either. Start reading at [Alignment].
@NullMarked
package afterimage.comparison.fidelity;

import org.jspecify.annotations.NullMarked;
