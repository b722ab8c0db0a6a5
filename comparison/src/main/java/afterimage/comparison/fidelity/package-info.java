/// Holds the events that were derived against those that truly happened. In: both, as
/// [Happening]s. Out: one [Verdict] for each event of either side ([Judgement]), and the figures
/// that come of them ([Score]). Start reading at [Judgement], and at [Alignment] for how it is
/// found which event stands for which.
@NullMarked
package afterimage.comparison.fidelity;

import org.jspecify.annotations.NullMarked;
