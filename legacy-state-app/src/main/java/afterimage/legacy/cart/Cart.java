package afterimage.legacy.cart;

import afterimage.legacy.stating.Line;
import afterimage.legacy.version.Version;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A cart as its rows show it.
///
/// @param items sorted by sku
/// @param discount all discounts together
public record Cart(long id, List<CartItem> items, BigDecimal discount, boolean checkedOut) {

  public Cart {
    items = items.stream().sorted(Comparator.comparing(CartItem::sku)).toList();
    discount = Money.exact(discount);
  }

  /// What the customer pays. Items may have been removed since a discount was given, so the
  /// discount may be more than what is left; nobody is paid for a cart.
  public BigDecimal total() {
    return itemsTotal().subtract(discount).max(Money.ZERO);
  }

  List<Line> lines() {
    return items.stream().map(CartItem::said).toList();
  }

  boolean isClear() {
    return items.isEmpty() && discount.signum() == 0;
  }

  BigDecimal itemsTotal() {
    return items.stream().map(CartItem::price).reduce(Money.ZERO, BigDecimal::add);
  }

  Optional<CartItem> line(String sku) {
    return items.stream().filter(item -> item.sku().equals(sku)).findFirst();
  }

  /// 0 if it holds none.
  int quantityOf(String sku) {
    return line(sku).map(CartItem::quantity).orElse(0);
  }

  public Version version() {
    List<String> state = new ArrayList<>();
    state.add(Long.toString(id));
    for (CartItem item : items) {
      state.add(item.sku());
      state.add(Integer.toString(item.quantity()));
      state.add(item.unitPrice().toPlainString());
    }
    state.add(discount.toPlainString());
    state.add(Boolean.toString(checkedOut));
    return Version.of(state);
  }
}
