package afterimage.legacy.cart;

import java.math.BigDecimal;
import java.util.Optional;

/// When a discount is not given.
final class DiscountRules {

  /// What the column can hold.
  static final BigDecimal MOST_DISCOUNT = new BigDecimal("99999999.99");

  private DiscountRules() {}

  static Optional<CartRefusal> refusal(
      Cart cart, Discount discount, Optional<Requirement> requirement) {
    Optional<CartRefusal> unmet =
        requirement.flatMap(required -> unmet(cart, required)).or(() -> notThere(cart, discount));
    if (unmet.isPresent()) {
      return unmet;
    }
    BigDecimal amount = discount.on(cart);
    if (amount.signum() == 0) {
      return Optional.of(new CartRefusal.DiscountWorthNothing(cart.id()));
    }
    BigDecimal most = cart.itemsTotal().min(MOST_DISCOUNT);
    return cart.discount().add(amount).compareTo(most) > 0
        ? Optional.of(new CartRefusal.DiscountTooLarge(cart.id(), amount, cart.discount(), most))
        : Optional.empty();
  }

  private static Optional<CartRefusal> notThere(Cart cart, Discount discount) {
    return discount instanceof Discount.Free(String sku, int quantity)
        ? unmet(cart, new Requirement.Holds(sku, quantity))
        : Optional.empty();
  }

  private static Optional<CartRefusal> unmet(Cart cart, Requirement requirement) {
    return switch (requirement) {
      case Requirement.Holds required -> {
        int held = cart.quantityOf(required.sku());
        yield held < required.quantity()
            ? Optional.of(new CartRefusal.HoldsTooFew(cart.id(), required, held))
            : Optional.empty();
      }
      case Requirement.Worth(BigDecimal total) ->
          cart.itemsTotal().compareTo(total) < 0
              ? Optional.of(new CartRefusal.WorthTooLittle(cart.id(), total, cart.itemsTotal()))
              : Optional.empty();
    };
  }
}
