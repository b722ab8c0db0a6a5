/// How much of what happens does a mapping get back, and what would get back more? In: mappings,
/// and translations of real traffic. Out: an [Assessment], with the [Rung] of the ladder that the
/// system stands on and what the next one would add. Start reading at [Assessment].
@NullMarked
package afterimage.capture.assess;

import org.jspecify.annotations.NullMarked;
