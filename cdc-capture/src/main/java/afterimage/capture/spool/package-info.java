/// What is too large for memory, on disk for as long as it is needed: the entries of a large
/// transaction ([SpooledTransaction]) as `source` writes them, and whatever its translation has to
/// put in another order. In: values of `change`. Out: the very same values, any number of times.
/// Start reading at [Spooling].
@NullMarked
package afterimage.capture.spool;

import org.jspecify.annotations.NullMarked;
