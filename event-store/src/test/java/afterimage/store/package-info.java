@NullMarked
package afterimage.store;

import org.jspecify.annotations.NullMarked;
