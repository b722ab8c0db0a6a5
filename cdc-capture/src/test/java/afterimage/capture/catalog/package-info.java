@NullMarked
package afterimage.capture.catalog;

import org.jspecify.annotations.NullMarked;
