package afterimage.eventsourced.cart;

import afterimage.eventsourced.cart.Discount.Free;
import afterimage.eventsourced.handling.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened to a cart. Events may have been derived from a database's log, where some things
/// are not to be known: what may be null is null there, and the numbers are what the rows made of
/// them.
public sealed interface CartEvent {

  /// The cart was found like this in a database, and without the items that are not found after it.
  /// How it came to be so is not known; what was told of it before may have missed something.
  record CartFound(BigDecimal discount, boolean checkedOut) implements CartEvent {
    public CartFound {
      discount = Money.exact(discount);
    }
  }

  /// In a cart that was found; how it got there is not known.
  record ItemFound(String sku, int quantity, BigDecimal unitPrice) implements CartEvent {
    public ItemFound {
      unitPrice = Money.exact(unitPrice);
    }
  }

  record ItemAdded(String sku, int quantity, BigDecimal unitPrice) implements CartEvent {
    public ItemAdded {
      unitPrice = Money.exact(unitPrice);
    }
  }

  record ItemRemoved(String sku, int quantity, @Nullable String reason) implements CartEvent {}

  /// @param quantity what the cart holds of it since
  record QuantityChanged(String sku, int quantity) implements CartEvent {}

  /// By an employee, in this cart only.
  record PriceCorrected(String sku, BigDecimal unitPrice) implements CartEvent {
    public PriceCorrected {
      unitPrice = Money.exact(unitPrice);
    }
  }

  /// In the catalogue, and therefore in every open cart.
  record PriceChanged(String sku, BigDecimal unitPrice) implements CartEvent {
    public PriceChanged {
      unitPrice = Money.exact(unitPrice);
    }
  }

  /// @param amount what it came to
  /// @param percent the hundredths that it was; null for another kind
  /// @param free what was given for nothing; null for another kind
  record DiscountApplied(
      BigDecimal amount,
      @Nullable Integer percent,
      @Nullable Free free,
      @Nullable Requirement requirement)
      implements CartEvent {
    public DiscountApplied {
      amount = Money.exact(amount);
    }

    /// So much off.
    DiscountApplied(BigDecimal amount, @Nullable Requirement requirement) {
      this(amount, null, null, requirement);
    }
  }

  /// A discount was taken back, by whoever brings a cart back to what it was.
  record DiscountWithdrawn(BigDecimal amount) implements CartEvent {
    public DiscountWithdrawn {
      amount = Money.exact(amount);
    }
  }

  /// @param items what came from the guest's cart, by sku
  record GuestCartMerged(long guest, List<CartItem> items) implements CartEvent {
    public GuestCartMerged {
      items = List.copyOf(items);
    }
  }

  /// The end of a guest's cart.
  ///
  /// @param cart where its items are now
  record MergedIntoCart(long cart) implements CartEvent {}

  /// All items and discounts went in one go.
  record CartCleared() implements CartEvent {}

  record CartAbandoned() implements CartEvent {}

  /// @param items what it holds since, by sku
  record CartSaved(List<CartItem> items) implements CartEvent {
    public CartSaved {
      items = List.copyOf(items);
    }
  }

  /// The cart is open again, because somebody brings it back to what it was.
  record CheckoutCancelled() implements CartEvent {}

  /// @param items what was in the cart, by sku
  record CheckedOut(@Nullable List<CartItem> items, @Nullable BigDecimal discount)
      implements CartEvent {
    public CheckedOut {
      items = items == null ? null : List.copyOf(items);
      discount = discount == null ? null : Money.exact(discount);
    }
  }
}
