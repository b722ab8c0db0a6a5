package afterimage.eventsourced.cart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// The events that lead from one state of a cart to another.
final class CartPath {

  private CartPath() {}

  static List<CartEvent> between(Cart from, Cart to) {
    List<CartEvent> events = new ArrayList<>();
    if (from.equals(to)) {
      return events;
    }
    if (!to.begun()) {
      events.add(new CartEvent.CartAbandoned());
      return events;
    }
    if (from.checkedOut()) {
      events.add(new CartEvent.CheckoutCancelled());
    }
    if (from.begun()) {
      items(from, to, events);
    } else {
      events.add(new CartEvent.CartSaved(to.items()));
    }
    discount(from.discount(), to.discount(), events);
    if (to.checkedOut()) {
      events.add(new CartEvent.CheckedOut(to.items(), to.discount()));
    }
    return events;
  }

  private static void items(Cart from, Cart to, List<CartEvent> events) {
    for (CartItem item : from.items()) {
      if (to.line(item.sku()).isEmpty()) {
        events.add(new CartEvent.ItemRemoved(item.sku(), Math.toIntExact(item.quantity()), null));
      }
    }
    for (CartItem goal : to.items()) {
      int quantity = Math.toIntExact(goal.quantity());
      from.line(goal.sku())
          .ifPresentOrElse(
              held -> {
                if (held.quantity() != goal.quantity()) {
                  events.add(new CartEvent.QuantityChanged(goal.sku(), quantity));
                }
                if (held.unitPrice().compareTo(goal.unitPrice()) != 0) {
                  events.add(new CartEvent.PriceCorrected(goal.sku(), goal.unitPrice()));
                }
              },
              () -> events.add(new CartEvent.ItemAdded(goal.sku(), quantity, goal.unitPrice())));
    }
  }

  private static void discount(BigDecimal from, BigDecimal to, List<CartEvent> events) {
    BigDecimal more = to.subtract(from);
    if (more.signum() > 0) {
      events.add(new CartEvent.DiscountApplied(more, null));
    } else if (more.signum() < 0) {
      events.add(new CartEvent.DiscountWithdrawn(more.negate()));
    }
  }
}
