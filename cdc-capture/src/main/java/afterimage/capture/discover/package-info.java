/// A starting mapping, drawn from a database. In: the catalog, its foreign keys, checks and
/// statistics. Out: [Discovery], the text of mapping files that [afterimage.capture.mapping] reads
/// and that restore every column; what cannot be named says so. Start reading at [Discover].
@NullMarked
package afterimage.capture.discover;

import org.jspecify.annotations.NullMarked;
