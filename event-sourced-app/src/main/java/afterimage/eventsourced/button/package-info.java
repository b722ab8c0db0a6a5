/// Buttons as streams of events. In: so many presses of a button, or the question what it is or
/// was. Out: a [ButtonPressed] for each press, and the [Button] that they fold to. Start reading at
/// [ButtonDecider].
@NullMarked
package afterimage.eventsourced.button;

import org.jspecify.annotations.NullMarked;
