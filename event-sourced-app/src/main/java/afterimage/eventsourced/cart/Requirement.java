package afterimage.eventsourced.cart;

import afterimage.eventsourced.handling.Money;
import java.math.BigDecimal;

/// What must be true of a cart for a discount to be given. It is looked at once, and stays in the
/// event.
public sealed interface Requirement {

  /// So many of an article.
  record Holds(String sku, int quantity) implements Requirement {}

  /// Items worth so much, before any discount.
  record Worth(BigDecimal total) implements Requirement {
    public Worth {
      total = Money.exact(total);
    }
  }
}
