package afterimage.legacy.cart;

import afterimage.legacy.stating.Line;
import java.math.BigDecimal;

/// A line of a cart. There is one for each article, however often it was put in.
///
/// @param quantity at least 1
/// @param unitPrice not negative, kept with exactly two decimals
public record CartItem(String sku, int quantity, BigDecimal unitPrice) {

  public CartItem {
    if (sku.isBlank()) {
      throw new IllegalArgumentException("An item needs a sku");
    }
    if (quantity < 1) {
      throw new IllegalArgumentException(
          "The quantity of %s is %d; expected 1 or more".formatted(sku, quantity));
    }
    if (unitPrice.signum() < 0) {
      throw new IllegalArgumentException(
          "The price of %s is %s; expected 0 or more".formatted(sku, unitPrice));
    }
    unitPrice = Money.exact(unitPrice);
  }

  Line said() {
    return new Line(sku, quantity, unitPrice);
  }

  BigDecimal price() {
    return unitPrice.multiply(BigDecimal.valueOf(quantity));
  }
}
