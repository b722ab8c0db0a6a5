package afterimage.legacy.cart;

import afterimage.legacy.cart.CartAnswer.Done;
import afterimage.legacy.version.ExpectedVersion;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.util.Optional;
import org.jooq.DSLContext;

/// All carts. Each change is one transaction; changes to one cart wait for each other on its row.
public final class Carts {

  /// What one line can hold.
  static final int MOST_OF_ONE_ITEM = 1_000_000;

  /// What the column can hold.
  static final BigDecimal MOST_DISCOUNT = new BigDecimal("99999999.99");

  private static final Logger LOG = System.getLogger(Carts.class.getName());

  private final DSLContext db;
  private final CheckoutSubscriber subscriber;

  public Carts(DSLContext db, CheckoutSubscriber subscriber) {
    this.db = db;
    this.subscriber = subscriber;
  }

  public Optional<Cart> find(long id) {
    return new CartRows(db, id).read();
  }

  /// Puts items into a cart, which comes into being if it is not there.
  public CartAnswer add(long id, CartItem item, ExpectedVersion expected) {
    return db.transactionResult(
        tx -> {
          CartRows rows = new CartRows(tx.dsl(), id);
          if (expected.admits(Optional.empty())) {
            rows.createIfMissing();
          }
          return rows.lock()
              .<CartAnswer>map(cart -> change(cart, rows, expected, add(item)))
              .orElseGet(() -> new CartRefusal.VersionDiffers(id, Optional.empty(), expected));
        });
  }

  private static Change add(CartItem item) {
    return (cart, rows) -> {
      Optional<CartItem> line =
          cart.items().stream().filter(i -> i.sku().equals(item.sku())).findFirst();
      if (line.isEmpty()) {
        rows.insertItem(item);
        return Optional.empty();
      }
      CartItem held = line.get();
      if (held.unitPrice().compareTo(item.unitPrice()) != 0) {
        return Optional.of(new CartRefusal.PriceDiffers(cart.id(), held, item.unitPrice()));
      }
      if (item.quantity() > MOST_OF_ONE_ITEM - held.quantity()) {
        return Optional.of(
            new CartRefusal.QuantityTooLarge(cart.id(), held, item.quantity(), MOST_OF_ONE_ITEM));
      }
      rows.setQuantity(item.sku(), held.quantity() + item.quantity());
      return Optional.empty();
    };
  }

  /// Takes items out of a cart.
  ///
  /// @param reason may be given, and is not kept: there is no column for it
  public CartAnswer remove(
      long id, String sku, int quantity, Optional<String> reason, ExpectedVersion expected) {
    return change(
        id,
        expected,
        (cart, rows) -> {
          int held = cart.quantityOf(sku);
          if (held < quantity) {
            return Optional.of(new CartRefusal.ItemNotInCart(id, sku, held, quantity));
          }
          if (held == quantity) {
            rows.deleteItem(sku);
          } else {
            rows.setQuantity(sku, held - quantity);
          }
          return Optional.empty();
        });
  }

  /// Adds to the discount of a cart.
  ///
  /// @param requirement what the cart must hold now; not kept
  public CartAnswer discount(
      long id, BigDecimal amount, Optional<Requirement> requirement, ExpectedVersion expected) {
    BigDecimal asked = Money.exact(amount);
    return change(
        id,
        expected,
        (cart, rows) -> {
          for (Requirement required : requirement.stream().toList()) {
            int held = cart.quantityOf(required.sku());
            if (held < required.quantity()) {
              return Optional.of(new CartRefusal.RequirementNotMet(id, required, held));
            }
          }
          BigDecimal discount = cart.discount().add(asked);
          BigDecimal most = cart.itemsTotal().min(MOST_DISCOUNT);
          if (discount.compareTo(most) > 0) {
            return Optional.of(new CartRefusal.DiscountTooLarge(id, asked, cart.discount(), most));
          }
          rows.setDiscount(discount);
          return Optional.empty();
        });
  }

  /// Closes a cart and, once that is committed, publishes it.
  public CartAnswer checkOut(long id, ExpectedVersion expected) {
    CartAnswer answer =
        change(
            id,
            expected,
            (cart, rows) -> {
              if (cart.items().isEmpty()) {
                return Optional.of(new CartRefusal.Empty(id));
              }
              rows.checkOut();
              return Optional.empty();
            });
    if (answer instanceof Done(Cart cart)) {
      publish(cart);
    }
    return answer;
  }

  private void publish(Cart cart) {
    try {
      subscriber.received(CheckedOutCart.of(cart).json());
    } catch (RuntimeException e) {
      // The cart is checked out whatever becomes of the message; no column says it was lost.
      LOG.log(Level.ERROR, "Cart " + cart.id() + " is checked out, but its subscriber failed", e);
    }
  }

  private CartAnswer change(long id, ExpectedVersion expected, Change change) {
    return db.transactionResult(
        tx -> {
          CartRows rows = new CartRows(tx.dsl(), id);
          return rows.lock()
              .<CartAnswer>map(cart -> change(cart, rows, expected, change))
              .orElseGet(() -> new CartRefusal.Unknown(id));
        });
  }

  private static CartAnswer change(
      Cart cart, CartRows rows, ExpectedVersion expected, Change change) {
    if (!expected.admits(Optional.of(cart.version()))) {
      return new CartRefusal.VersionDiffers(cart.id(), Optional.of(cart.version()), expected);
    }
    if (cart.checkedOut()) {
      return new CartRefusal.CheckedOut(cart.id());
    }
    return change
        .on(cart, rows)
        .<CartAnswer>map(refusal -> refusal)
        .orElseGet(() -> new Done(rows.read().orElseThrow()));
  }

  /// Checks a locked cart, then writes its rows, or says why not and writes nothing.
  private interface Change {
    Optional<CartRefusal> on(Cart cart, CartRows rows);
  }
}
