/// The shop over HTTP, for each store by its name. In: requests, checked before anything is asked
/// of the shop. Out: carts and buttons as JSON with their version as `ETag`, streams as they stand,
/// and every error as a problem (RFC 9457). Start reading at [EventSourcedCartResource]; what the
/// server is put together from is in [EventSourcedBeans].
@NullMarked
package afterimage.eventsourced.rest;

import org.jspecify.annotations.NullMarked;
