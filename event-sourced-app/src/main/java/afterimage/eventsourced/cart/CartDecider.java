package afterimage.eventsourced.cart;

import afterimage.store.Decider;
import java.math.BigDecimal;
import java.util.List;

/// The rules of one cart.
///
/// [#decide] is strict, [#evolve] is not: an event has happened, whether or not it should have.
/// Streams derived from a database's log may hold what `decide` would have refused (rows can be
/// changed by hand, and history can be missing at the beginning), so `evolve` never throws:
/// - removing more than is there leaves none; removing what is not there changes nothing;
/// - an item added at another price has that price from then on, as its row would;
/// - discounts add up, whatever the items are worth, and negative ones take away;
/// - a cart that is checked out can still change;
/// - what `CheckedOut` says about items and discount is for its readers and changes neither: the
///   cart holds what the events before it left there.
public final class CartDecider implements Decider<CartCommand, Cart, CartEvent> {

  /// What one line can hold.
  static final int MOST_OF_ONE_ITEM = 1_000_000;

  /// What all discounts of a cart can come to, as in the shop that keeps rows.
  static final BigDecimal MOST_DISCOUNT = new BigDecimal("99999999.99");

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
    if (!cart.begun() && !(command instanceof CartCommand.AddItem)) {
      throw CartRefusals.unknown(id);
    }
    if (cart.checkedOut()) {
      throw CartRefusals.checkedOut(id);
    }
    return List.of(
        switch (command) {
          case CartCommand.AddItem add -> added(add, cart);
          case CartCommand.RemoveItem remove -> removed(remove, cart);
          case CartCommand.ApplyDiscount discount -> discounted(discount, cart);
          case CartCommand.CheckOut() -> checkedOut(cart);
        });
  }

  private static CartEvent added(CartCommand.AddItem add, Cart cart) {
    cart.line(add.sku())
        .ifPresent(
            held -> {
              if (held.unitPrice().compareTo(add.unitPrice()) != 0) {
                throw CartRefusals.priceDiffers(cart.id(), held, add.unitPrice());
              }
              if (held.quantity() + add.quantity() > MOST_OF_ONE_ITEM) {
                throw CartRefusals.quantityTooLarge(
                    cart.id(), held, add.quantity(), MOST_OF_ONE_ITEM);
              }
            });
    return new CartEvent.ItemAdded(add.sku(), add.quantity(), add.unitPrice());
  }

  private static CartEvent removed(CartCommand.RemoveItem remove, Cart cart) {
    long held = cart.quantityOf(remove.sku());
    if (held < remove.quantity()) {
      throw CartRefusals.itemNotInCart(cart.id(), remove.sku(), held, remove.quantity());
    }
    return new CartEvent.ItemRemoved(remove.sku(), remove.quantity(), remove.reason());
  }

  private static CartEvent discounted(CartCommand.ApplyDiscount discount, Cart cart) {
    Requirement required = discount.requirement();
    if (required != null && cart.quantityOf(required.sku()) < required.quantity()) {
      throw CartRefusals.requirementNotMet(cart.id(), required, cart.quantityOf(required.sku()));
    }
    BigDecimal most = cart.itemsTotal().min(MOST_DISCOUNT);
    if (cart.discount().add(discount.amount()).compareTo(most) > 0) {
      throw CartRefusals.discountTooLarge(cart.id(), discount.amount(), cart.discount(), most);
    }
    return new CartEvent.DiscountApplied(discount.amount(), required);
  }

  private static CartEvent checkedOut(Cart cart) {
    if (cart.items().isEmpty()) {
      throw CartRefusals.empty(cart.id());
    }
    return new CartEvent.CheckedOut(cart.items(), cart.discount());
  }

  @Override
  public Cart evolve(Cart cart, CartEvent event) {
    return switch (event) {
      case CartEvent.ItemAdded(String sku, int quantity, BigDecimal unitPrice) ->
          cart.with(new CartItem(sku, cart.quantityOf(sku) + quantity, unitPrice));
      case CartEvent.ItemRemoved(String sku, int quantity, var _) ->
          cart.line(sku)
              .map(line -> new CartItem(sku, line.quantity() - quantity, line.unitPrice()))
              .map(cart::with)
              .orElseGet(cart::asBegun);
      case CartEvent.DiscountApplied(BigDecimal amount, var _) -> cart.discounted(amount);
      case CartEvent.CheckedOut _ -> cart.closed();
    };
  }
}
