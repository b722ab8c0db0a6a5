/// Classes that break an arrow of the design, so that its rule is seen to find them.
@NullMarked
package afterimage.capture.upstream;

import org.jspecify.annotations.NullMarked;
