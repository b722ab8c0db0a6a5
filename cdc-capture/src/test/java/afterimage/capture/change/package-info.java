@NullMarked
package afterimage.capture.change;

import org.jspecify.annotations.NullMarked;
