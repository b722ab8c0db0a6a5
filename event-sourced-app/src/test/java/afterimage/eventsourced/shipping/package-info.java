/// Tests of the package of the same name.
@NullMarked
package afterimage.eventsourced.shipping;

import org.jspecify.annotations.NullMarked;
