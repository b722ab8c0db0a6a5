package afterimage.legacy.cart;

import afterimage.legacy.cart.CartAnswer.Done;
import afterimage.legacy.version.ExpectedVersion;
import java.util.Optional;
import org.jooq.DSLContext;

/// A change to one cart: one transaction, in which nobody else changes that cart.
record CartChange(DSLContext db, long id, ExpectedVersion expected) {

  /// Checks a locked cart, then writes its rows, or says why not and writes nothing.
  interface Writing {
    Optional<CartRefusal> on(Cart cart, CartRows rows);
  }

  CartAnswer toExisting(Writing writing) {
    return db.transactionResult(
        tx -> {
          CartRows rows = new CartRows(tx.dsl(), id);
          return rows.lock()
              .map(cart -> write(cart, rows, writing))
              .orElseGet(() -> new CartRefusal.Unknown(id));
        });
  }

  /// The cart comes into being if it is not there.
  CartAnswer toExistingOrNew(Writing writing) {
    return db.transactionResult(
        tx -> {
          CartRows rows = new CartRows(tx.dsl(), id);
          if (expected.admits(Optional.empty())) {
            rows.createIfMissing();
          }
          return rows.lock()
              .map(cart -> write(cart, rows, writing))
              .orElseGet(() -> new CartRefusal.VersionDiffers(id, Optional.empty(), expected));
        });
  }

  private CartAnswer write(Cart cart, CartRows rows, Writing writing) {
    Optional<CartRefusal> closed = closed(cart, expected);
    Optional<CartRefusal> refusal = closed.isPresent() ? closed : writing.on(cart, rows);
    return refusal
        .<CartAnswer>map(r -> r)
        .orElseGet(() -> rows.read().<CartAnswer>map(Done::new).orElseGet(CartAnswer.Gone::new));
  }

  /// Why nothing at all may be done to it now.
  static Optional<CartRefusal> closed(Cart cart, ExpectedVersion expected) {
    if (!expected.admits(Optional.of(cart.version()))) {
      return Optional.of(
          new CartRefusal.VersionDiffers(cart.id(), Optional.of(cart.version()), expected));
    }
    return cart.checkedOut()
        ? Optional.of(new CartRefusal.CheckedOut(cart.id()))
        : Optional.empty();
  }
}
