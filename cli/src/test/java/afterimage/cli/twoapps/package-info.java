/// Both apps side by side in one server: what one does, the other must do.
@NullMarked
package afterimage.cli.twoapps;

import org.jspecify.annotations.NullMarked;
