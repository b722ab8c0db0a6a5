package afterimage.legacy.cart;

import java.math.BigDecimal;
import java.util.Map;

/// What must be true of a cart for a discount to be given. It is looked at once and not kept.
public sealed interface Requirement {

  /// So many of an article.
  record Holds(String sku, int quantity) implements Requirement {}

  /// Items worth so much, before any discount.
  record Worth(BigDecimal total) implements Requirement {
    public Worth {
      total = Money.exact(total);
    }
  }

  default Map<String, Object> said() {
    return switch (this) {
      case Holds(String sku, int quantity) -> Map.of("sku", sku, "quantity", quantity);
      case Worth(BigDecimal total) -> Map.of("total", total);
    };
  }
}
