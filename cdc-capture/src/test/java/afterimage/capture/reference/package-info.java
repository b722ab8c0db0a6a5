@NullMarked
package afterimage.capture.reference;

import org.jspecify.annotations.NullMarked;
