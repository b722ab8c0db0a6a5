/// Tests of the package of the same name.
@NullMarked
package afterimage.eventsourced.button;

import org.jspecify.annotations.NullMarked;
