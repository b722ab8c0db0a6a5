/// The world that a ladder stands in: a server and both apps as plain objects. In: a server, the
/// folder with the mappings. Out: a [afterimage.comparison.ladder.RungWorld]. Start reading at
/// [PlainRungWorld].
@NullMarked
package afterimage.cli.ladder;

import org.jspecify.annotations.NullMarked;
