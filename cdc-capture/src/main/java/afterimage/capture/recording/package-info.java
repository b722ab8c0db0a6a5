/// Row changes as text that gives them back exactly. In: a catalog and transactions. Out: a file of
/// JSON lines, the catalog first, then a transaction a line; and back. With it a translation can be
/// repeated without a server. Start reading at [Recording].
@NullMarked
package afterimage.capture.recording;

import org.jspecify.annotations.NullMarked;
