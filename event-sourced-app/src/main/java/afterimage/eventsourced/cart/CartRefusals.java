package afterimage.eventsourced.cart;

import afterimage.eventsourced.handling.Refused;
import java.math.BigDecimal;

/// Why a change to a cart is refused, in sentences that say where, what, expected and actual.
final class CartRefusals {

  static final String UNKNOWN = "cart-unknown";

  private CartRefusals() {}

  static Refused unknown(long cart) {
    return new Refused(
        UNKNOWN,
        "There is no cart %d; a cart comes into being with its first item.".formatted(cart));
  }

  static Refused checkedOut(long cart) {
    return new Refused(
        "cart-checked-out",
        "Cart %d is checked out; it cannot be changed any more.".formatted(cart));
  }

  static Refused priceDiffers(long cart, CartItem held, BigDecimal asked) {
    return new Refused(
        "price-differs",
        "Cart %d holds %s at %s; it cannot be added at %s."
            .formatted(cart, held.sku(), held.unitPrice(), asked));
  }

  static Refused quantityTooLarge(long cart, CartItem held, long asked, int most) {
    return new Refused(
        "quantity-too-large",
        "Cart %d holds %d %s; %d more would exceed %d."
            .formatted(cart, held.quantity(), held.sku(), asked, most));
  }

  static Refused itemNotInCart(long cart, String sku, long held, int asked) {
    return new Refused(
        "item-not-in-cart",
        "Cart %d holds %d %s; %d cannot be removed.".formatted(cart, held, sku, asked));
  }

  static Refused notHeld(long cart, String sku) {
    return new Refused("item-not-in-cart", "Cart %d holds no %s.".formatted(cart, sku));
  }

  static Refused holdsTooFew(long cart, Requirement.Holds required, long held) {
    return new Refused(
        "requirement-not-met",
        "Cart %d holds %d %s; the discount requires %d."
            .formatted(cart, held, required.sku(), required.quantity()));
  }

  static Refused worthTooLittle(long cart, BigDecimal required, BigDecimal worth) {
    return new Refused(
        "requirement-not-met",
        "Cart %d holds items worth %s; the discount requires %s.".formatted(cart, worth, required));
  }

  static Refused discountWorthNothing(long cart) {
    return new Refused(
        "discount-worth-nothing",
        "The discount comes to 0.00 on cart %d; expected 0.01 or more.".formatted(cart));
  }

  static Refused mergedWithItself(long cart) {
    return new Refused(
        "cart-merged-with-itself",
        "Cart %d cannot be merged with itself; expected the cart of a guest.".formatted(cart));
  }

  static Refused discountTooLarge(long cart, BigDecimal asked, BigDecimal given, BigDecimal most) {
    return new Refused(
        "discount-too-large",
        "Cart %d has a discount of %s; %s more would exceed %s."
            .formatted(cart, given, asked, most));
  }

  static Refused empty(long cart) {
    return new Refused(
        "cart-empty", "Cart %d holds no items; it cannot be checked out.".formatted(cart));
  }
}
