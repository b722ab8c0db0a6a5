package afterimage.legacy.cart;

import afterimage.legacy.version.ExpectedVersion;
import java.util.Optional;

/// When the cart of a guest does not go into another.
final class GuestRules {

  private GuestRules() {}

  /// @param into empty if it is not there; then it comes into being
  /// @param theirs empty if it is not there
  static Optional<CartRefusal> refusal(
      long id, long guest, Optional<Cart> into, Optional<Cart> theirs, ExpectedVersion expected) {
    if (into.isEmpty() && !expected.admits(Optional.empty())) {
      return Optional.of(new CartRefusal.VersionDiffers(id, Optional.empty(), expected));
    }
    return into.flatMap(cart -> CartChange.closed(cart, expected))
        .or(() -> into.flatMap(cart -> theirs.flatMap(other -> tooMany(cart, other))))
        .or(() -> theirs.isEmpty() ? Optional.of(new CartRefusal.Unknown(guest)) : Optional.empty())
        .or(() -> theirs.filter(Cart::checkedOut).map(_ -> new CartRefusal.CheckedOut(guest)));
  }

  private static Optional<CartRefusal> tooMany(Cart cart, Cart other) {
    return other.items().stream()
        .flatMap(
            item ->
                cart
                    .line(item.sku())
                    .filter(held -> held.quantity() > Carts.MOST_OF_ONE_ITEM - item.quantity())
                    .<CartRefusal>map(
                        held ->
                            new CartRefusal.QuantityTooLarge(
                                cart.id(), held, item.quantity(), Carts.MOST_OF_ONE_ITEM))
                    .stream())
        .findFirst();
  }
}
