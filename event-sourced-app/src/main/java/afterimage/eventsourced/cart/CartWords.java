package afterimage.eventsourced.cart;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of a cart in words that follow upon who did it.
final class CartWords {

  private CartWords() {}

  static String of(CartEvent event) {
    return switch (event) {
      case CartEvent.CartFound(var discount, var checkedOut) ->
          "found the cart%s with a discount of %s; its earlier history is not known"
              .formatted(checkedOut ? " checked out," : "", discount);
      case CartEvent.ItemFound(var sku, var quantity, var price) ->
          "found %d %s at %s in it".formatted(quantity, sku, price);
      case CartEvent.ItemAdded(var sku, var quantity, var price) ->
          "added %d %s at %s".formatted(quantity, sku, price);
      case CartEvent.ItemRemoved(var sku, var quantity, @Nullable String reason) ->
          "took out %d %s%s".formatted(quantity, sku, reason == null ? "" : " (" + reason + ")");
      case CartEvent.QuantityChanged(var sku, var quantity) ->
          "changed the quantity of %s to %d".formatted(sku, quantity);
      case CartEvent.PriceCorrected(var sku, var price) ->
          "corrected the price of %s to %s".formatted(sku, price);
      case CartEvent.PriceChanged(var sku, var price) ->
          "changed the price of %s to %s in the catalogue".formatted(sku, price);
      case CartEvent.DiscountApplied discount ->
          "gave a discount of %s%s%s"
              .formatted(discount.amount(), kind(discount), requirement(discount.requirement()));
      case CartEvent.DiscountWithdrawn(var amount) -> "withdrew a discount of " + amount;
      case CartEvent.GuestCartMerged(var guest, var items) ->
          "merged the guest's cart %d: %s".formatted(guest, lines(items));
      case CartEvent.MergedIntoCart(var cart) -> "merged it into cart " + cart;
      case CartEvent.CartCleared() -> "cleared the cart";
      case CartEvent.CartAbandoned() -> "gave the cart up";
      case CartEvent.CartSaved(var items) -> "saved the form: " + lines(items);
      case CartEvent.CheckedOut(@Nullable List<CartItem> items, @Nullable BigDecimal _) ->
          "checked out" + (items == null ? "" : ": " + lines(items));
      case CartEvent.CheckoutCancelled() -> "cancelled the checkout";
    };
  }

  private static String kind(CartEvent.DiscountApplied discount) {
    if (discount.percent() != null) {
      return " (%d %%)".formatted(discount.percent());
    }
    return discount.free() == null
        ? ""
        : " (%d %s free)".formatted(discount.free().quantity(), discount.free().sku());
  }

  private static String requirement(@Nullable Requirement requirement) {
    return switch (requirement) {
      case null -> "";
      case Requirement.Holds(var sku, var quantity) -> " for %d %s".formatted(quantity, sku);
      case Requirement.Worth(var total) -> " for items worth %s".formatted(total);
    };
  }

  private static String lines(List<CartItem> items) {
    return items.isEmpty()
        ? "nothing"
        : items.stream()
            .map(item -> "%d %s at %s".formatted(item.quantity(), item.sku(), item.unitPrice()))
            .collect(joining(", "));
  }
}
