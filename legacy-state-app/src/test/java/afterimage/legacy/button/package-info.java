@NullMarked
package afterimage.legacy.button;

import org.jspecify.annotations.NullMarked;
