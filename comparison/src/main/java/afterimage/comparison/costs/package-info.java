/// What each rung costs. In: a run of its own for each rung, and of the legacy app on its own
/// before them. Out: [RungCosts], those of the bare app too, which the others are held against.
/// Start reading at [RungCosts].
@NullMarked
package afterimage.comparison.costs;

import org.jspecify.annotations.NullMarked;
