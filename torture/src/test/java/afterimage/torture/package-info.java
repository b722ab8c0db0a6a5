@NullMarked
package afterimage.torture;

import org.jspecify.annotations.NullMarked;
