package afterimage.legacy.rest;

import afterimage.legacy.cart.Cart;
import afterimage.legacy.cart.CartItem;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A cart as JSON; the order of the parts is that of the JSON.
@Schema(name = "LegacyCart")
record CartBody(
    long id, List<CartItem> items, BigDecimal discount, boolean checkedOut, BigDecimal total) {

  static CartBody of(Cart cart) {
    return new CartBody(cart.id(), cart.items(), cart.discount(), cart.checkedOut(), cart.total());
  }
}
