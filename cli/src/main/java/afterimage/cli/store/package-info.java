/// `afterimage store`: proof that nobody changed what was appended.
@NullMarked
package afterimage.cli.store;

import org.jspecify.annotations.NullMarked;
