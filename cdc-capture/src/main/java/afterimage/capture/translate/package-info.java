/// From row changes to domain events. In: a whole transaction, the mappings, and the rows that were
/// known before it. Out: a [Translation]: derived events with provenance and certainty, and for
/// each row change whether it was explained, ignored with a reason, or left unexplained. Pure: no
/// clock, no database, and the same input gives the same events with the same ids. Start reading at
/// [Translator].
@NullMarked
package afterimage.capture.translate;

import org.jspecify.annotations.NullMarked;
