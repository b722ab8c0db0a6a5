@NullMarked
package afterimage.postgres;

import org.jspecify.annotations.NullMarked;
