/// Proof that no event was changed behind the store's back. In: the events with their hashes, and a
/// digest that was kept elsewhere. Out: a digest, or the first event of each stream that is not
/// what it was. Start reading at [StoreDigest] and [StoreCheck].
@NullMarked
package afterimage.store.integrity;

import org.jspecify.annotations.NullMarked;
