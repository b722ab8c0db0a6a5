/// Carts as rows. In: what a customer does to a cart, and the version it is expected to have. Out:
/// rows changed in place, and a [CartAnswer]: the cart as it is now, or why it was refused; after a
/// checkout also a JSON document to the [CheckoutSubscriber]. Start reading at [Carts].
@NullMarked
package afterimage.legacy.cart;

import org.jspecify.annotations.NullMarked;
