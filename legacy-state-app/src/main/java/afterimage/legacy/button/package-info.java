/// Buttons as rows. In: presses of a button, or what it shall be, and the version it is expected
/// to have. Out:
/// one row with the state that came out, and a [ButtonAnswer]. How often it was pressed is known to
/// nobody. Start reading at [Buttons].
@NullMarked
package afterimage.legacy.button;

import org.jspecify.annotations.NullMarked;
