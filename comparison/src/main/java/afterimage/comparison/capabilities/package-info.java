/// What one can do with a rung, each tried on what the run left. In: the results of a run. Out: a
/// [Capability] for each rung and each thing to do, with what was tried and what came of it. Start
/// reading at [Capabilities].
@NullMarked
package afterimage.comparison.capabilities;

import org.jspecify.annotations.NullMarked;
