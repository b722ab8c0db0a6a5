@NullMarked
package afterimage.capture.recording;

import org.jspecify.annotations.NullMarked;
