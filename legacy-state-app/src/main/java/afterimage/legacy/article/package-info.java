/// The catalogue as rows. In: another price of an article, and the version it is expected to have.
/// Out: the row overwritten, and the price in every open cart that holds the article, in one
/// statement. Start reading at [Articles].
@NullMarked
package afterimage.legacy.article;

import org.jspecify.annotations.NullMarked;
