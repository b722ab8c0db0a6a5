@NullMarked
package afterimage.legacy.cart;

import org.jspecify.annotations.NullMarked;
