@NullMarked
package afterimage.capture.mapping;

import org.jspecify.annotations.NullMarked;
