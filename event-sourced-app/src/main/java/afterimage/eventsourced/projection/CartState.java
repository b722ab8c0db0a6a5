package afterimage.eventsourced.projection;

import afterimage.eventsourced.cart.Cart;
import afterimage.eventsourced.cart.CartItem;
import afterimage.eventsourced.handling.EventData;
import afterimage.store.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A cart as it stands in a table between two pages of events.
final class CartState {

  private CartState() {}

  static Json written(Cart cart) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("begun", cart.begun());
    state.put("items", lines(cart.items()));
    state.put("discount", cart.discount());
    state.put("checkedOut", cart.checkedOut());
    return Json.of(state);
  }

  static List<Map<String, Object>> lines(List<CartItem> items) {
    return items.stream().map(CartState::line).toList();
  }

  private static Map<String, Object> line(CartItem item) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("sku", item.sku());
    line.put("quantity", item.quantity());
    line.put("unitPrice", item.unitPrice());
    return line;
  }

  static Cart read(long cart, Json json) {
    EventData state = EventData.of(json);
    return new Cart(
        cart,
        json.tree().path("begun").booleanValue(),
        state.list("items").stream()
            .map(
                item ->
                    new CartItem(
                        item.text("sku"), item.number("quantity"), item.money("unitPrice")))
            .toList(),
        state.money("discount"),
        json.tree().path("checkedOut").booleanValue());
  }
}
