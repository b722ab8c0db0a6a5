/// Carts as streams of events. In: a [CartCommand] for a cart, or the question what a cart is or
/// was. Out: [CartEvent]s appended to its stream, or a refusal; the [Cart] that its events fold to.
/// Start reading at [CartDecider], which holds all the rules.
@NullMarked
package afterimage.eventsourced.cart;

import org.jspecify.annotations.NullMarked;
