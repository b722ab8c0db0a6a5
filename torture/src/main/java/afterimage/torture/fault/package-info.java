/// What goes wrong: a pipeline in a process of its own that is killed at a moment, and a network
/// that is cut. Start reading at [Victim].
@NullMarked
package afterimage.torture.fault;

import org.jspecify.annotations.NullMarked;
