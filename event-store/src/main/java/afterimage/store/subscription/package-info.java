/// Consumers of all streams: first everything that was, then what comes, each event once and in
/// order. In: the events of an [afterimage.store.EventStore] and a consumer. Out: calls of the
/// consumer, and how far it has come, in the table `subscriptions`. Start reading at
/// [Subscriptions].
@NullMarked
package afterimage.store.subscription;

import org.jspecify.annotations.NullMarked;
