/// Buttons as streams of events. In: presses of a button, or what it shall be, or the question
/// what it is or
/// was. Out: a [ButtonEvent] for each, and the [Button] that they fold to. Start reading at
/// [ButtonDecider].
@NullMarked
package afterimage.eventsourced.button;

import org.jspecify.annotations.NullMarked;
