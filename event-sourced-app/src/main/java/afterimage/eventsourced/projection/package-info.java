/// Tables made from the events of all carts of one store, true or derived. In: events. Out: what
/// all carts together show, page by page, with how fresh it is; thrown away and built again while
/// the old tables serve. Each is a [CartView] on the folded states of [CartFold]. Start reading at
/// [ShopProjections].
@NullMarked
package afterimage.eventsourced.projection;

import org.jspecify.annotations.NullMarked;
