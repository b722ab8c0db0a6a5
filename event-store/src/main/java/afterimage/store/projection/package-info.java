/// Tables that are made from events and can be made again at any time. In: the events of an
/// [afterimage.store.EventStore] and a [Projection] that says what they do to its tables. Out:
/// those tables, in the schema `projection_<name>`, kept up to date in the append's transaction,
/// behind it, or on a schedule, and rebuilt beside the ones that serve. Start reading at
/// [Projections].
@NullMarked
package afterimage.store.projection;

import org.jspecify.annotations.NullMarked;
