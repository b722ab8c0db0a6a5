/// Where checked out carts go. In: the checkouts of a store, each at least once, from a
/// subscription. Out: one shipment for each in tables of its own, however often it was told. Knows
/// the events of a cart by what they say and not by its code. Start reading at [Shipping].
@NullMarked
package afterimage.eventsourced.shipping;

import org.jspecify.annotations.NullMarked;
