/// What the database says happened: [RowChange]s, in whole transactions ([ChangeSet]), in the order
/// of their commits. The shapes tell what was not logged: an [OldRow] may be just a key, a [Cell]
/// may be unchanged and unknown. Start reading at [RowChange].
@NullMarked
package afterimage.capture.change;

import org.jspecify.annotations.NullMarked;
