/// Tests of the shop's projections, on a real PostgreSQL.
@NullMarked
package afterimage.eventsourced.projection;

import org.jspecify.annotations.NullMarked;
