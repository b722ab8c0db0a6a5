package afterimage.eventsourced.cart;

import afterimage.eventsourced.cart.CartEvent.CartAbandoned;
import afterimage.eventsourced.cart.CartEvent.CartCleared;
import afterimage.eventsourced.cart.CartEvent.CartSaved;
import afterimage.eventsourced.cart.CartEvent.CheckedOut;
import afterimage.eventsourced.cart.CartEvent.DiscountApplied;
import afterimage.eventsourced.cart.CartEvent.GuestCartMerged;
import afterimage.eventsourced.cart.CartEvent.ItemAdded;
import afterimage.eventsourced.cart.CartEvent.ItemRemoved;
import afterimage.eventsourced.cart.CartEvent.MergedIntoCart;
import afterimage.eventsourced.cart.CartEvent.PriceChanged;
import afterimage.eventsourced.cart.CartEvent.PriceCorrected;
import afterimage.eventsourced.cart.CartEvent.QuantityChanged;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What may be done to a cart, and the event that it is. Each accepted command is one event, or
/// none if the cart is already as it asks.
final class CartRules {

  /// What one line can hold.
  static final int MOST_OF_ONE_ITEM = 1_000_000;

  /// What all discounts of a cart can come to, as in the shop that keeps rows.
  static final BigDecimal MOST_DISCOUNT = new BigDecimal("99999999.99");

  private CartRules() {}

  /// @throws afterimage.eventsourced.handling.Refused if a rule forbids it
  static Optional<CartEvent> decide(CartCommand command, Cart cart) {
    if (!cart.begun() && !begins(command)) {
      throw CartRefusals.unknown(cart.id());
    }
    if (cart.checkedOut()) {
      throw CartRefusals.checkedOut(cart.id());
    }
    return switch (command) {
      case CartCommand.AddItem add -> Optional.of(added(add, cart));
      case CartCommand.RemoveItem remove -> Optional.of(removed(remove, cart));
      case CartCommand.ChangeQuantity change -> quantity(change, cart);
      case CartCommand.CorrectPrice(String sku, BigDecimal price) ->
          hasPrice(cart, sku, price)
              ? Optional.empty()
              : Optional.of(new PriceCorrected(sku, price));
      case CartCommand.TakeCataloguePrice(String sku, BigDecimal price) ->
          hasPrice(cart, sku, price) ? Optional.empty() : Optional.of(new PriceChanged(sku, price));
      case CartCommand.ApplyDiscount discount -> Optional.of(discounted(discount, cart));
      case CartCommand.MergeGuest(long guest, List<CartItem> items) ->
          Optional.of(merged(guest, items, cart));
      case CartCommand.MergeInto(long into) -> Optional.of(new MergedIntoCart(into));
      case CartCommand.Clear() ->
          cart.items().isEmpty() && cart.discount().signum() == 0
              ? Optional.empty()
              : Optional.of(new CartCleared());
      case CartCommand.Abandon() -> Optional.of(new CartAbandoned());
      case CartCommand.Save(List<CartItem> items) -> saved(items, cart);
      case CartCommand.CheckOut() -> Optional.of(checkedOut(cart));
    };
  }

  /// Whether a cart comes into being with it.
  private static boolean begins(CartCommand command) {
    return command instanceof CartCommand.AddItem
        || command instanceof CartCommand.Save
        || command instanceof CartCommand.MergeGuest;
  }

  private static CartEvent added(CartCommand.AddItem add, Cart cart) {
    cart.line(add.sku())
        .ifPresent(
            held -> {
              price(cart, held, add.unitPrice());
              more(cart, held, add.quantity());
            });
    return new ItemAdded(add.sku(), add.quantity(), add.unitPrice());
  }

  private static void price(Cart cart, CartItem held, BigDecimal asked) {
    if (held.unitPrice().compareTo(asked) != 0) {
      throw CartRefusals.priceDiffers(cart.id(), held, asked);
    }
  }

  private static void more(Cart cart, CartItem held, long asked) {
    if (held.quantity() + asked > MOST_OF_ONE_ITEM) {
      throw CartRefusals.quantityTooLarge(cart.id(), held, asked, MOST_OF_ONE_ITEM);
    }
  }

  private static CartEvent removed(CartCommand.RemoveItem remove, Cart cart) {
    long held = cart.quantityOf(remove.sku());
    if (held < remove.quantity()) {
      throw CartRefusals.itemNotInCart(cart.id(), remove.sku(), held, remove.quantity());
    }
    return new ItemRemoved(remove.sku(), remove.quantity(), remove.reason());
  }

  private static Optional<CartEvent> quantity(CartCommand.ChangeQuantity change, Cart cart) {
    CartItem held =
        cart.line(change.sku()).orElseThrow(() -> CartRefusals.notHeld(cart.id(), change.sku()));
    return held.quantity() == change.quantity()
        ? Optional.empty()
        : Optional.of(new QuantityChanged(change.sku(), change.quantity()));
  }

  private static boolean hasPrice(Cart cart, String sku, BigDecimal price) {
    return cart.line(sku)
            .orElseThrow(() -> CartRefusals.notHeld(cart.id(), sku))
            .unitPrice()
            .compareTo(price)
        == 0;
  }

  private static CartEvent discounted(CartCommand.ApplyDiscount asked, Cart cart) {
    required(asked.requirement(), cart);
    if (asked.discount() instanceof Discount.Free(String sku, int quantity)) {
      required(new Requirement.Holds(sku, quantity), cart);
    }
    BigDecimal amount = asked.discount().on(cart);
    if (amount.signum() == 0) {
      throw CartRefusals.discountWorthNothing(cart.id());
    }
    BigDecimal most = cart.itemsTotal().min(MOST_DISCOUNT);
    if (cart.discount().add(amount).compareTo(most) > 0) {
      throw CartRefusals.discountTooLarge(cart.id(), amount, cart.discount(), most);
    }
    return new DiscountApplied(
        amount,
        asked.discount() instanceof Discount.Percent(int percent) ? Integer.valueOf(percent) : null,
        asked.discount() instanceof Discount.Free free ? free : null,
        asked.requirement());
  }

  private static void required(@Nullable Requirement requirement, Cart cart) {
    switch (requirement) {
      case null -> {}
      case Requirement.Holds holds -> {
        long held = cart.quantityOf(holds.sku());
        if (held < holds.quantity()) {
          throw CartRefusals.holdsTooFew(cart.id(), holds, held);
        }
      }
      case Requirement.Worth(BigDecimal total) -> {
        if (cart.itemsTotal().compareTo(total) < 0) {
          throw CartRefusals.worthTooLittle(cart.id(), total, cart.itemsTotal());
        }
      }
    }
  }

  private static CartEvent merged(long guest, List<CartItem> items, Cart cart) {
    for (CartItem item : items) {
      cart.line(item.sku()).ifPresent(held -> more(cart, held, item.quantity()));
    }
    return new GuestCartMerged(guest, items);
  }

  private static Optional<CartEvent> saved(List<CartItem> items, Cart cart) {
    for (CartItem item : items) {
      cart.line(item.sku()).ifPresent(held -> price(cart, held, item.unitPrice()));
    }
    return cart.begun() && cart.items().equals(items)
        ? Optional.empty()
        : Optional.of(new CartSaved(items));
  }

  private static CartEvent checkedOut(Cart cart) {
    if (cart.items().isEmpty()) {
      throw CartRefusals.empty(cart.id());
    }
    return new CheckedOut(cart.items(), cart.discount());
  }
}
