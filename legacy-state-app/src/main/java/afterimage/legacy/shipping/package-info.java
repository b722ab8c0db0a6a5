/// Where checked out carts go. In: their JSON, published by the cart package. Out: a line in the
/// log for each, and the last of them to look at. Start reading at [Shipping].
@NullMarked
package afterimage.legacy.shipping;

import org.jspecify.annotations.NullMarked;
