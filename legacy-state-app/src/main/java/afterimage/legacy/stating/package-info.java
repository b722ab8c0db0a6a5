/// What the app says of itself beside its rows: an intent as a message in the log, and domain
/// events in an outbox table, both in the transaction of the use case, both off unless they are
/// asked for. In: a [Use] that is about to be done, and the [Caller] that asked for it. Out: a
/// message, rows. Nothing reads them here. Start reading at [Statements].
@NullMarked
package afterimage.legacy.stating;

import org.jspecify.annotations.NullMarked;
