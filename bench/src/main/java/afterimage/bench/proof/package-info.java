/// How fast the proof is. In: a server on which databases are made. Out: a figure, against plainly
/// reading both sides. Start reading at [ProofMeasure].
@NullMarked
package afterimage.bench.proof;

import org.jspecify.annotations.NullMarked;
