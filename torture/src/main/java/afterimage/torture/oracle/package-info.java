/// What must be seen. In: the source's log, read through a slot of our own and decoded by
// ourselves;
/// the store. Out: findings. Nothing here is shared with the pipeline, save that the proof applies
/// `restore`. Start reading at [Oracles].
@NullMarked
package afterimage.torture.oracle;

import org.jspecify.annotations.NullMarked;
