@NullMarked
package afterimage.capture.source;

import org.jspecify.annotations.NullMarked;
