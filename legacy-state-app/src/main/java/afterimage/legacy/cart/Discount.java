package afterimage.legacy.cart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

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

  /// What kind it is, unless it is a plain amount.
  default Map<String, Object> said() {
    return switch (this) {
      case Amount _ -> Map.of();
      case Percent(int percent) -> Map.of("percent", percent);
      case Free(String sku, int quantity) ->
          Map.of("free", Map.of("sku", sku, "quantity", quantity));
    };
  }

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
