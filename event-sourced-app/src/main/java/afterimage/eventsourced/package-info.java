/// The shop whose truth is its events. In: an event store, a clock, and commands about carts and
/// buttons. Out: events appended to the streams `cart-<id>` and `button-<id>`, and states folded
/// from them, as they are now or were at any version or time. Start reading at [EventSourcedShop];
/// the rules are in `cart` and `button`, their way to the store in `handling`, HTTP in `rest`.
@NullMarked
package afterimage.eventsourced;

import org.jspecify.annotations.NullMarked;
