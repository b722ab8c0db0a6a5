/// Tests of the package of the same name.
@NullMarked
package afterimage.eventsourced.asking;

import org.jspecify.annotations.NullMarked;
