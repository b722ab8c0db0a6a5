/// Where derived events go. In: [afterimage.capture.translate.Translation]s. Out: events appended
/// to a store, with the checkpoint, the unexplained changes and the remembered rows in the same
/// transaction, so that after any crash all of them agree. Start reading at [Sink].
@NullMarked
package afterimage.capture.sink;

import org.jspecify.annotations.NullMarked;
