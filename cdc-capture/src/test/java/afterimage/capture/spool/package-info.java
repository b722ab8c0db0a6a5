@NullMarked
package afterimage.capture.spool;

import org.jspecify.annotations.NullMarked;
