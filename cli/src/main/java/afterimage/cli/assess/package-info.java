/// `afterimage assess`: what a mapping gets back of a system, and what would get back more. Start
/// reading at [AssessCommand].
@NullMarked
package afterimage.cli.assess;

import org.jspecify.annotations.NullMarked;
