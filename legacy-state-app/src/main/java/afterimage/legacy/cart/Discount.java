package afterimage.legacy.cart;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// A kind of discount, and what it comes to on a cart. Only what it comes to is kept.
public sealed interface Discount {

  /// So much off.
  record Amount(BigDecimal amount) implements Discount {
    public Amount {
      amount = Money.exact(amount);
    }
  }

  /// So many hundredths of what the items are worth, rounded half up.
  record Percent(int percent) implements Discount {}

  /// So many of an article for nothing.
  record Free(String sku, int quantity) implements Discount {}

  /// 0.00 if the article it is about is not there.
  default BigDecimal on(Cart cart) {
    return switch (this) {
      case Amount(BigDecimal amount) -> amount;
      case Percent(int percent) ->
          cart.itemsTotal()
              .multiply(BigDecimal.valueOf(percent))
              .movePointLeft(2)
              .setScale(2, RoundingMode.HALF_UP);
      case Free(String sku, int quantity) ->
          cart.line(sku)
              .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(quantity)))
              .orElse(Money.ZERO);
    };
  }
}
