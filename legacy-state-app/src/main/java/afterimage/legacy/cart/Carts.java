package afterimage.legacy.cart;

import static afterimage.legacy.tables.Tables.CARTS;

import afterimage.legacy.stating.Line;
import afterimage.legacy.stating.Statements;
import afterimage.legacy.stating.Use;
import afterimage.legacy.version.ExpectedVersion;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jooq.DSLContext;

/// All carts. Each change is one transaction; changes to one cart wait for each other on its row.
/// What was there before is overwritten or deleted: the rows say what came out, and nothing else.
public final class Carts {

  /// What one line can hold.
  static final int MOST_OF_ONE_ITEM = 1_000_000;

  private final DSLContext db;
  private final CheckoutPublication publication;
  private final Statements statements;

  /// @param statements what is said of each change beside its rows
  public Carts(
      DSLContext db, CheckoutSubscriber subscriber, CheckoutFaults faults, Statements statements) {
    this.db = db;
    this.statements = statements;
    this.publication = new CheckoutPublication(subscriber, faults);
  }

  public Optional<Cart> find(long id) {
    return new CartRows(db, id).read();
  }

  /// The numbers of the carts that are checked out, ascending.
  public List<Long> checkedOut() {
    return db.select(CARTS.ID)
        .from(CARTS)
        .where(CARTS.CHECKED_OUT)
        .orderBy(CARTS.ID)
        .fetch(CARTS.ID);
  }

  /// Puts items into a cart, which comes into being if it is not there.
  public CartAnswer add(long id, CartItem item, ExpectedVersion expected) {
    return change(id, expected)
        .toExistingOrNew(
            (cart, rows) -> {
              Optional<CartItem> held = cart.line(item.sku());
              Optional<CartRefusal> refusal =
                  held.flatMap(h -> price(cart, h, item).or(() -> more(cart, h, item)));
              if (refusal.isEmpty()) {
                rows.say(
                    statements, new Use.AddItem(id, item.sku(), item.quantity(), item.unitPrice()));
                held.ifPresentOrElse(
                    h -> rows.setQuantity(h.sku(), h.quantity() + item.quantity()),
                    () -> rows.insertItem(item));
              }
              return refusal;
            });
  }

  private static Optional<CartRefusal> price(Cart cart, CartItem held, CartItem asked) {
    return held.unitPrice().compareTo(asked.unitPrice()) == 0
        ? Optional.empty()
        : Optional.of(new CartRefusal.PriceDiffers(cart.id(), held, asked.unitPrice()));
  }

  private static Optional<CartRefusal> more(Cart cart, CartItem held, CartItem asked) {
    return asked.quantity() <= MOST_OF_ONE_ITEM - held.quantity()
        ? Optional.empty()
        : Optional.of(
            new CartRefusal.QuantityTooLarge(cart.id(), held, asked.quantity(), MOST_OF_ONE_ITEM));
  }

  /// Takes items out of a cart.
  ///
  /// @param reason may be given, and is not kept: there is no column for it
  public CartAnswer remove(
      long id, String sku, int quantity, Optional<String> reason, ExpectedVersion expected) {
    return change(id, expected)
        .toExisting(
            (cart, rows) -> {
              int held = cart.quantityOf(sku);
              if (held < quantity) {
                return Optional.of(new CartRefusal.ItemNotInCart(id, sku, held, quantity));
              }
              rows.say(statements, new Use.RemoveItem(id, sku, quantity, reason.orElse(null)));
              if (held == quantity) {
                rows.deleteItem(sku);
              } else {
                rows.setQuantity(sku, held - quantity);
              }
              return Optional.empty();
            });
  }

  /// Says how many of an item a cart shall hold. Written even if it is what it was.
  public CartAnswer changeQuantity(long id, String sku, int quantity, ExpectedVersion expected) {
    return toLine(
        id,
        sku,
        expected,
        (held, rows) -> {
          rows.say(statements, new Use.ChangeQuantity(id, sku, quantity, held.quantity()));
          rows.setQuantity(sku, quantity);
        });
  }

  /// Puts the price of an item in this cart right. Written even if it is what it was.
  public CartAnswer correctPrice(
      long id, String sku, BigDecimal unitPrice, ExpectedVersion expected) {
    BigDecimal price = Money.exact(unitPrice);
    return toLine(
        id,
        sku,
        expected,
        (held, rows) -> {
          rows.say(statements, new Use.CorrectPrice(id, sku, price, held.unitPrice()));
          rows.setPrice(sku, price);
        });
  }

  private CartAnswer toLine(
      long id, String sku, ExpectedVersion expected, BiConsumer<CartItem, CartRows> write) {
    return change(id, expected)
        .toExisting(
            (cart, rows) -> {
              Optional<CartItem> held = cart.line(sku);
              if (held.isEmpty()) {
                return Optional.of(new CartRefusal.NotHeld(id, sku));
              }
              write.accept(held.get(), rows);
              return Optional.empty();
            });
  }

  /// Adds to the discount of a cart.
  ///
  /// @param requirement what the cart must be now; not kept, nor is the kind of the discount
  public CartAnswer discount(
      long id, Discount discount, Optional<Requirement> requirement, ExpectedVersion expected) {
    return change(id, expected)
        .toExisting(
            (cart, rows) -> {
              Optional<CartRefusal> refusal = DiscountRules.refusal(cart, discount, requirement);
              if (refusal.isEmpty()) {
                BigDecimal amount = discount.on(cart);
                rows.say(
                    statements,
                    new Use.ApplyDiscount(
                        id,
                        amount,
                        discount.said(),
                        requirement.map(Requirement::said).orElse(Map.of())));
                rows.setDiscount(cart.discount().add(amount));
              }
              return refusal;
            });
  }

  /// Takes everything out in one go, discounts too.
  public CartAnswer clear(long id, ExpectedVersion expected) {
    return change(id, expected)
        .toExisting(
            (cart, rows) -> {
              rows.say(statements, new Use.ClearCart(id, cart.isClear()));
              rows.clear();
              return Optional.empty();
            });
  }

  /// Gives a cart up. Its rows are deleted.
  public CartAnswer abandon(long id, ExpectedVersion expected) {
    return change(id, expected)
        .toExisting(
            (_, rows) -> {
              rows.say(statements, new Use.AbandonCart(id));
              rows.delete();
              return Optional.empty();
            });
  }

  /// Saves a whole form: what the cart shall hold from now on.
  ///
  /// @param items each article once
  public CartAnswer save(long id, List<CartItem> items, ExpectedVersion expected) {
    return change(id, expected)
        .toExistingOrNew(
            (cart, rows) -> {
              Optional<CartRefusal> refusal =
                  items.stream()
                      .sorted(Comparator.comparing(CartItem::sku))
                      .flatMap(
                          item ->
                              cart
                                  .line(item.sku())
                                  .flatMap(held -> price(cart, held, item))
                                  .stream())
                      .findFirst();
              if (refusal.isEmpty()) {
                rows.say(statements, new Use.SaveCart(id, lines(items), cart.lines()));
                rows.replaceItems(items);
              }
              return refusal;
            });
  }

  /// A guest has logged in: what their cart holds goes into this one, and theirs is deleted.
  public CartAnswer mergeGuest(long id, long guest, ExpectedVersion expected) {
    if (id == guest) {
      return new CartRefusal.MergedWithItself(id);
    }
    return db.transactionResult(
        tx -> {
          CartRows rows = new CartRows(tx.dsl(), id);
          CartRows theirs = new CartRows(tx.dsl(), guest);
          // Always in the same order, so that two that merge crosswise do not block each other.
          (id < guest ? rows : theirs).lock();
          (id < guest ? theirs : rows).lock();
          Optional<CartRefusal> refusal =
              GuestRules.refusal(id, guest, rows.read(), theirs.read(), expected);
          if (refusal.isPresent()) {
            return refusal.get();
          }
          rows.say(statements, new Use.MergeGuest(id, guest, theirs.read().orElseThrow().lines()));
          rows.createIfMissing();
          rows.take(theirs);
          return new CartAnswer.Done(rows.read().orElseThrow());
        });
  }

  /// Closes a cart and publishes it, beside the commit.
  public CartAnswer checkOut(long id, ExpectedVersion expected) {
    return change(id, expected)
        .toExisting(
            (cart, rows) -> {
              if (cart.items().isEmpty()) {
                return Optional.of(new CartRefusal.Empty(id));
              }
              rows.say(statements, new Use.CheckOut(id, cart.lines(), cart.discount()));
              rows.checkOut();
              publication.publish(cart);
              return Optional.empty();
            });
  }

  private static List<Line> lines(List<CartItem> items) {
    return items.stream().sorted(Comparator.comparing(CartItem::sku)).map(CartItem::said).toList();
  }

  private CartChange change(long id, ExpectedVersion expected) {
    return new CartChange(db, id, expected);
  }
}
