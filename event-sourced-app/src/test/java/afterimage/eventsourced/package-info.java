/// Tests of the package of the same name.
@NullMarked
package afterimage.eventsourced;

import org.jspecify.annotations.NullMarked;
