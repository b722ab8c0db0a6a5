/// Capture as a whole: a [Pipeline] reads a source's transactions, translates them, and stores the
/// derived events together with its checkpoint. The packages are its steps: `source` → `change` →
/// `translate` (by a `mapping`, checked against the `catalog`) → `sink`. Start reading at
/// [Pipeline].
@NullMarked
package afterimage.capture;

import org.jspecify.annotations.NullMarked;
