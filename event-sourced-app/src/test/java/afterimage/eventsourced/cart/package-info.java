/// Tests of the package of the same name.
@NullMarked
package afterimage.eventsourced.cart;

import org.jspecify.annotations.NullMarked;
