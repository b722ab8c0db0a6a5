/// What there is to say of pipelines, from outside: a store, and if it is named the source. In: the
/// two databases. Out: a [Status] for each pipeline. Start reading at [StatusReader].
@NullMarked
package afterimage.capture.status;

import org.jspecify.annotations.NullMarked;
