/// What the present state of something is called. In: the parts of a state, and what a sender
/// expects it to be. Out: a [Version], and whether it is the expected one. Start reading at
/// [Version].
@NullMarked
package afterimage.legacy.version;

import org.jspecify.annotations.NullMarked;
