@NullMarked
package afterimage.capture.translate;

import org.jspecify.annotations.NullMarked;
