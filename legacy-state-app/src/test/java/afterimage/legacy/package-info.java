@NullMarked
package afterimage.legacy;

import org.jspecify.annotations.NullMarked;
