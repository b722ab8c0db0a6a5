/// `afterimage discover`: a starting mapping, written to a file. Start at [DiscoverCommand].
@NullMarked
package afterimage.cli.discover;

import org.jspecify.annotations.NullMarked;
