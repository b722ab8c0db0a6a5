/// Whether the derived events say what the rows say. In: a source, a store, mappings. Out: a
/// [ProofReport] that holds the rows which the events restore against the source's rows, both as of
/// one LSN, while both go on being written. It knows nothing of how the events came about. Start
/// reading at [Proof].
@NullMarked
package afterimage.capture.proof;

import org.jspecify.annotations.NullMarked;
