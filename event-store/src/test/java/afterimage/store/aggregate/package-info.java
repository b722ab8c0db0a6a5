@NullMarked
package afterimage.store.aggregate;

import org.jspecify.annotations.NullMarked;
