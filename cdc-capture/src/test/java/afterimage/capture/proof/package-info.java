@NullMarked
package afterimage.capture.proof;

import org.jspecify.annotations.NullMarked;
