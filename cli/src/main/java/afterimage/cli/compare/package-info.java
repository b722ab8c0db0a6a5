/// `afterimage compare` and `afterimage report`: a workload on the rungs of the ladder, and what
/// came of it, now or from an earlier run. What is told is found out in `comparison`. Start reading
/// at [CompareCommand].
@NullMarked
package afterimage.cli.compare;

import org.jspecify.annotations.NullMarked;
