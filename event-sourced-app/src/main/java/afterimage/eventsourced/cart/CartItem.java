package afterimage.eventsourced.cart;

import afterimage.eventsourced.handling.Money;
import java.math.BigDecimal;

/// A line of a cart. There is one for each article, however often it was put in.
///
/// @param unitPrice with exactly two decimals
public record CartItem(String sku, long quantity, BigDecimal unitPrice) {

  public CartItem {
    unitPrice = Money.exact(unitPrice);
  }

  CartItem of(long other) {
    return new CartItem(sku, other, unitPrice);
  }

  CartItem at(BigDecimal price) {
    return new CartItem(sku, quantity, price);
  }

  BigDecimal price() {
    return unitPrice.multiply(BigDecimal.valueOf(quantity));
  }
}
