/// The shop over HTTP, under `/legacy`. In: requests, checked before anything is asked of the shop.
/// Out: carts and buttons as JSON with an `ETag`, and every error as a problem (RFC 9457). Start
/// reading at [CartResource]; what a refusal looks like is in [Problems].
@NullMarked
package afterimage.legacy.rest;

import org.jspecify.annotations.NullMarked;
