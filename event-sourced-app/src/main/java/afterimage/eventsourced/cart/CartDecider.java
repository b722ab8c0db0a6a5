package afterimage.eventsourced.cart;

import afterimage.store.Decider;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The rules of one cart.
///
/// [#decide] is strict, [#evolve] is not: an event has happened, whether or not it should have.
/// Streams derived from a database's log may hold what `decide` would have refused (rows can be
/// changed by hand, and history can be missing at the beginning), so `evolve` never throws:
/// - removing more than is there leaves none; removing or changing what is not there changes
///   nothing;
/// - an item added at another price has that price from then on, as its row would;
/// - discounts add up, whatever the items are worth, and negative ones take away;
/// - a cart that is checked out can still change;
/// - a cart that was found is as it was found, whatever was told of it before;
/// - what `CheckedOut` says about items and discount is for its readers and changes neither: the
///   cart holds what the events before it left there.
public final class CartDecider implements Decider<CartCommand, Cart, CartEvent> {

  private final long id;

  public CartDecider(long id) {
    this.id = id;
  }

  @Override
  public Cart initial() {
    return Cart.notBegun(id);
  }

  /// @throws afterimage.eventsourced.handling.Refused if a rule forbids it
  @Override
  public List<CartEvent> decide(CartCommand command, Cart cart) {
    return CartRules.decide(command, cart).stream().toList();
  }

  @Override
  public Cart evolve(Cart cart, CartEvent event) {
    return switch (event) {
      case CartEvent.CartFound(BigDecimal discount, boolean checkedOut) ->
          new Cart(cart.id(), true, List.of(), discount, checkedOut);
      case CartEvent.ItemFound(String sku, int quantity, BigDecimal unitPrice) ->
          cart.with(new CartItem(sku, quantity, unitPrice));
      case CartEvent.ItemAdded(String sku, int quantity, BigDecimal unitPrice) ->
          cart.with(new CartItem(sku, cart.quantityOf(sku) + quantity, unitPrice));
      case CartEvent.ItemRemoved(String sku, int quantity, var _) ->
          line(cart, sku, line -> line.of(line.quantity() - quantity));
      case CartEvent.QuantityChanged(String sku, int quantity) ->
          line(cart, sku, line -> line.of(quantity));
      case CartEvent.PriceCorrected(String sku, BigDecimal unitPrice) ->
          line(cart, sku, line -> line.at(unitPrice));
      case CartEvent.PriceChanged(String sku, BigDecimal unitPrice) ->
          line(cart, sku, line -> line.at(unitPrice));
      case CartEvent.DiscountApplied discount -> cart.discounted(discount.amount());
      case CartEvent.DiscountWithdrawn(BigDecimal amount) -> cart.discounted(amount.negate());
      case CartEvent.GuestCartMerged(long _, List<CartItem> items) -> merged(cart, items);
      case CartEvent.MergedIntoCart _, CartEvent.CartAbandoned _ -> Cart.notBegun(cart.id());
      case CartEvent.CartCleared() -> cart.cleared();
      case CartEvent.CartSaved(List<CartItem> items) -> cart.holding(items);
      case CartEvent.CheckedOut _ -> cart.checkedOut(true);
      case CartEvent.CheckoutCancelled() -> cart.checkedOut(false);
    };
  }

  private static Cart line(Cart cart, String sku, UnaryOperator<CartItem> change) {
    Optional<CartItem> held = cart.line(sku);
    return held.isPresent() ? cart.with(change.apply(held.get())) : cart.asBegun();
  }

  /// What both hold keeps the price that it has here.
  private static Cart merged(Cart cart, List<CartItem> items) {
    Cart merged = cart.asBegun();
    for (CartItem item : items) {
      merged =
          merged.with(
              merged
                  .line(item.sku())
                  .map(held -> held.of(held.quantity() + item.quantity()))
                  .orElse(item));
    }
    return merged;
  }
}
