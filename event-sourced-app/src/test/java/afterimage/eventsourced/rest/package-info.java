/// Tests of the package of the same name.
@NullMarked
package afterimage.eventsourced.rest;

import org.jspecify.annotations.NullMarked;
