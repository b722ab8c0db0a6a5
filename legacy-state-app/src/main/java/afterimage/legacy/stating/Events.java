package afterimage.legacy.stating;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Which domain events a use case stands for. One that changes nothing stands for none.
final class Events {

  private Events() {}

  static List<Event> of(Use use) {
    return switch (use) {
      case Use.AddItem(long cart, var sku, var quantity, var unitPrice) ->
          cart(cart, "ItemAdded", some(sku, quantity, "unitPrice", unitPrice));
      case Use.RemoveItem(long cart, var sku, var quantity, var reason) ->
          cart(
              cart,
              "ItemRemoved",
              reason == null ? some(sku, quantity) : some(sku, quantity, "reason", reason));
      case Use.ChangeQuantity(long cart, var sku, var quantity, var held) ->
          quantity == held ? List.of() : cart(cart, "QuantityChanged", some(sku, quantity));
      case Use.CorrectPrice(long cart, var sku, var unitPrice, var held) ->
          unitPrice.compareTo(held) == 0
              ? List.of()
              : cart(cart, "PriceCorrected", data("sku", sku, "unitPrice", unitPrice));
      case Use.ApplyDiscount(long cart, var amount, var kind, var requirement) -> {
        Map<String, Object> data = data("amount", amount);
        data.putAll(kind);
        if (!requirement.isEmpty()) {
          data.put("requirement", requirement);
        }
        yield cart(cart, "DiscountApplied", data);
      }
      case Use.MergeGuest(long cart, long guest, var items) ->
          List.of(
              new Event(
                  "cart",
                  Long.toString(cart),
                  "GuestCartMerged",
                  data("guest", guest, "items", items)),
              new Event("cart", Long.toString(guest), "MergedIntoCart", data("cart", cart)));
      case Use.ClearCart(long cart, boolean isClear) ->
          isClear ? List.of() : cart(cart, "CartCleared", data());
      case Use.AbandonCart(long cart) -> cart(cart, "CartAbandoned", data());
      case Use.SaveCart(long cart, var items, var held) ->
          items.equals(held) ? List.of() : cart(cart, "CartSaved", data("items", items));
      case Use.CheckOut(long cart, var items, var discount) ->
          cart(cart, "CheckedOut", data("items", items, "discount", discount));
      case Use.Press(var button, var presses) ->
          Collections.nCopies(presses, new Event("button", button, "ButtonPressed", data()));
      case Use.SetButton(var button, var state, var held) ->
          state.equals(held)
              ? List.of()
              : List.of(new Event("button", button, "ButtonSet", data("state", state)));
      case Use.PriceArticle priced -> priced(priced);
    };
  }

  private static List<Event> priced(Use.PriceArticle use) {
    if (use.isSame() && use.carts().isEmpty()) {
      return List.of();
    }
    Event inCatalogue =
        new Event(
            "article",
            use.sku(),
            "CataloguePriceChanged",
            data("unitPrice", use.unitPrice(), "carts", use.carts()));
    return Stream.concat(
            Stream.of(inCatalogue),
            use.carts().stream()
                .flatMap(
                    cart ->
                        cart(
                            cart,
                            "PriceChanged",
                            data("sku", use.sku(), "unitPrice", use.unitPrice()))
                            .stream()))
        .toList();
  }

  private static List<Event> cart(long id, String type, Map<String, Object> data) {
    return List.of(new Event("cart", Long.toString(id), type, data));
  }

  private static Map<String, Object> some(String sku, int quantity, Object... more) {
    Map<String, Object> data = data("sku", sku, "quantity", quantity);
    data.putAll(data(more));
    return data;
  }

  private static Map<String, Object> data(Object... namesAndValues) {
    Map<String, Object> data = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      data.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return data;
  }
}
