package afterimage.eventsourced.cart;

import afterimage.eventsourced.handling.Money;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wants of a cart.
public sealed interface CartCommand {

  /// @param quantity from 1 to 1000
  /// @param unitPrice from 0.00 to 1000000.00
  record AddItem(String sku, int quantity, BigDecimal unitPrice) implements CartCommand {
    public AddItem {
      Limits.sku(sku);
      Limits.quantity(quantity);
      unitPrice = Limits.amount("unit price", unitPrice, Money.ZERO);
    }
  }

  /// @param quantity from 1 to 1000
  /// @param reason at most 200 characters, none of them a control character
  record RemoveItem(String sku, int quantity, @Nullable String reason) implements CartCommand {
    public RemoveItem {
      Limits.sku(sku);
      Limits.quantity(quantity);
      Limits.reason(reason);
    }
  }

  /// @param quantity what the cart shall hold of it, from 1 to 1000
  record ChangeQuantity(String sku, int quantity) implements CartCommand {
    public ChangeQuantity {
      Limits.sku(sku);
      Limits.quantity(quantity);
    }
  }

  /// An employee puts the price in this cart right.
  ///
  /// @param unitPrice from 0.00 to 1000000.00
  record CorrectPrice(String sku, BigDecimal unitPrice) implements CartCommand {
    public CorrectPrice {
      Limits.sku(sku);
      unitPrice = Limits.amount("unit price", unitPrice, Money.ZERO);
    }
  }

  /// The price has changed in the catalogue, and with it in this cart.
  record TakeCataloguePrice(String sku, BigDecimal unitPrice) implements CartCommand {
    public TakeCataloguePrice {
      Limits.sku(sku);
      unitPrice = Limits.amount("unit price", unitPrice, Money.ZERO);
    }
  }

  /// In addition to what was given before.
  record ApplyDiscount(Discount discount, @Nullable Requirement requirement)
      implements CartCommand {
    public ApplyDiscount {
      Limits.discount(discount);
      Limits.requirement(requirement);
    }
  }

  /// A guest has logged in, and what their cart holds comes into this one.
  ///
  /// @param items what it holds
  record MergeGuest(long guest, List<CartItem> items) implements CartCommand {
    public MergeGuest {
      items = List.copyOf(items);
    }
  }

  /// The guest's cart goes into that one, and is no more.
  record MergeInto(long cart) implements CartCommand {}

  /// All items and discounts out, in one go.
  record Clear() implements CartCommand {}

  /// Nobody will come back for it; it is no more.
  record Abandon() implements CartCommand {}

  /// A whole form: what the cart shall hold from now on.
  ///
  /// @param items at most 1000, each article once; kept by sku
  record Save(List<CartItem> items) implements CartCommand {
    public Save {
      Limits.form(items);
      items = items.stream().sorted(Comparator.comparing(CartItem::sku)).toList();
    }
  }

  record CheckOut() implements CartCommand {}
}
