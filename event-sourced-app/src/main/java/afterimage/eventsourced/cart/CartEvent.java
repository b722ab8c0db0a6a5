package afterimage.eventsourced.cart;

import afterimage.eventsourced.handling.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened to a cart. Events may have been derived from a database's log, where some things
/// are not to be known: what may be null is null there, and the numbers are what the rows made of
/// them.
public sealed interface CartEvent {

  record ItemAdded(String sku, int quantity, BigDecimal unitPrice) implements CartEvent {
    public ItemAdded {
      unitPrice = Money.exact(unitPrice);
    }
  }

  record ItemRemoved(String sku, int quantity, @Nullable String reason) implements CartEvent {}

  record DiscountApplied(BigDecimal amount, @Nullable Requirement requirement)
      implements CartEvent {
    public DiscountApplied {
      amount = Money.exact(amount);
    }
  }

  /// @param items what was in the cart, by sku
  record CheckedOut(@Nullable List<CartItem> items, @Nullable BigDecimal discount)
      implements CartEvent {
    public CheckedOut {
      items = items == null ? null : List.copyOf(items);
      discount = discount == null ? null : Money.exact(discount);
    }
  }
}
