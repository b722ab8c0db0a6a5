@NullMarked
package afterimage.legacy.stating;

import org.jspecify.annotations.NullMarked;
