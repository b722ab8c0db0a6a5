@NullMarked
package afterimage.capture;

import org.jspecify.annotations.NullMarked;
