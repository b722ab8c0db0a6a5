/// The shop whose truth is its rows. In: a `javax.sql.DataSource` and a subscriber to checkouts.
/// Out: a [LegacyShop] with its carts and buttons, written in place; what a row said before is
/// gone. Start reading at [LegacyShop]; the rules are in `cart` and `button`, HTTP is in `rest`.
@NullMarked
package afterimage.legacy;

import org.jspecify.annotations.NullMarked;
