/// The catalogue: an article's price as a stream of events. In: a new price. Out: a
/// [CataloguePriceChanged], and with it, in the same append, the new price in every open cart that
/// holds the article. Start reading at [Articles].
@NullMarked
package afterimage.eventsourced.article;

import org.jspecify.annotations.NullMarked;
