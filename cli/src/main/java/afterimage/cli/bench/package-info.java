/// `afterimage bench`: finds a server, makes a database for the measures and drops it again.
@NullMarked
package afterimage.cli.bench;

import org.jspecify.annotations.NullMarked;
