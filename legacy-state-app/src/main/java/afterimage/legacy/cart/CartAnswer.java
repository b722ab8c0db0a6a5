package afterimage.legacy.cart;

/// What comes back from a change to a cart: it was done, or it was refused and nothing changed.
public sealed interface CartAnswer permits CartAnswer.Done, CartAnswer.Gone, CartRefusal {

  /// @param cart as it is now
  record Done(Cart cart) implements CartAnswer {}

  /// There is no such cart any more.
  record Gone() implements CartAnswer {}
}
