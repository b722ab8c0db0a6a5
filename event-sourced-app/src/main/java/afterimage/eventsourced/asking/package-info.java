/// Everything one can ask of a stream. In: a [Subject], which is a stream with the rules and the
/// words of its kind, and the events recorded in it. Out: what it was, who changed what and why,
/// what it would be if something had been otherwise, what brings it back, and the first event after
/// which a condition held. Nothing here knows what a stream is about. Start reading at [Subject].
@NullMarked
package afterimage.eventsourced.asking;

import org.jspecify.annotations.NullMarked;
