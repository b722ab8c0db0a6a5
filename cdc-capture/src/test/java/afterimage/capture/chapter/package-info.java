@NullMarked
package afterimage.capture.chapter;

import org.jspecify.annotations.NullMarked;
