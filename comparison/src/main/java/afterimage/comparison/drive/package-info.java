/// Does a scenario to both apps over HTTP. In: commands, and where the apps listen. Out: a
/// [Journal]: each command, what both apps answered, and where in the source's log it ended. Start
/// reading at [Driver].
@NullMarked
package afterimage.comparison.drive;

import org.jspecify.annotations.NullMarked;
