package afterimage.eventsourced.cart;

import afterimage.eventsourced.handling.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the events of a cart fold to.
///
/// @param begun false before the first event, and after one that makes an end of the cart
/// @param items one line for each sku, by sku
/// @param discount all discounts together
public record Cart(
    long id, boolean begun, List<CartItem> items, BigDecimal discount, boolean checkedOut) {

  public Cart {
    items = List.copyOf(items);
  }

  static Cart notBegun(long id) {
    return new Cart(id, false, List.of(), Money.ZERO, false);
  }

  /// What the customer pays. Items may have been removed since a discount was given, so the
  /// discount may be more than what is left; nobody is paid for a cart.
  public BigDecimal total() {
    return itemsTotal().subtract(discount).max(Money.ZERO);
  }

  BigDecimal itemsTotal() {
    return items.stream().map(CartItem::price).reduce(Money.ZERO, BigDecimal::add);
  }

  Optional<CartItem> line(String sku) {
    return items.stream().filter(item -> item.sku().equals(sku)).findFirst();
  }

  /// 0 if it holds none.
  long quantityOf(String sku) {
    return line(sku).map(CartItem::quantity).orElse(0L);
  }

  /// With this line in the place of the one with the same sku; a line of nothing is none.
  Cart with(CartItem changed) {
    List<CartItem> lines = new ArrayList<>(items);
    lines.removeIf(item -> item.sku().equals(changed.sku()));
    if (changed.quantity() > 0) {
      lines.add(changed);
    }
    return holding(lines);
  }

  /// These lines, whatever it held before.
  Cart holding(List<CartItem> lines) {
    return new Cart(
        id,
        true,
        lines.stream().sorted(Comparator.comparing(CartItem::sku)).toList(),
        discount,
        checkedOut);
  }

  Cart discounted(BigDecimal amount) {
    return new Cart(id, true, items, discount.add(amount), checkedOut);
  }

  Cart cleared() {
    return new Cart(id, true, List.of(), Money.ZERO, checkedOut);
  }

  Cart checkedOut(boolean closed) {
    return new Cart(id, true, items, discount, closed);
  }

  Cart asBegun() {
    return new Cart(id, true, items, discount, checkedOut);
  }
}
