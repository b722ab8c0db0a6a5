package afterimage.eventsourced.cart;

import afterimage.eventsourced.cart.CartEvent.CheckedOut;
import afterimage.eventsourced.cart.CartEvent.DiscountApplied;
import afterimage.eventsourced.cart.CartEvent.ItemAdded;
import afterimage.eventsourced.cart.CartEvent.ItemRemoved;
import afterimage.eventsourced.handling.EventCodec;
import afterimage.eventsourced.handling.EventData;
import afterimage.store.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The events of a cart in the store. The names in quotes stand there for ever, so none of them is
/// taken from a name in the code.
public final class CartCodec implements EventCodec<CartEvent> {

  @Override
  public String type(CartEvent event) {
    return switch (event) {
      case ItemAdded _ -> "ItemAdded";
      case ItemRemoved _ -> "ItemRemoved";
      case DiscountApplied _ -> "DiscountApplied";
      case CheckedOut _ -> "CheckedOut";
    };
  }

  @Override
  public Json data(CartEvent event) {
    Map<String, Object> data = new LinkedHashMap<>();
    switch (event) {
      case ItemAdded(String sku, int quantity, BigDecimal unitPrice) ->
          data.putAll(line(sku, quantity, unitPrice));
      case ItemRemoved(String sku, int quantity, @Nullable String reason) -> {
        data.put("sku", sku);
        data.put("quantity", quantity);
        putIfKnown(data, "reason", reason);
      }
      case DiscountApplied(BigDecimal amount, @Nullable Requirement requirement) -> {
        data.put("amount", amount);
        if (requirement != null) {
          data.put(
              "requirement", Map.of("sku", requirement.sku(), "quantity", requirement.quantity()));
        }
      }
      case CheckedOut(@Nullable List<CartItem> items, @Nullable BigDecimal discount) -> {
        if (items != null) {
          data.put(
              "items",
              items.stream()
                  .map(item -> line(item.sku(), item.quantity(), item.unitPrice()))
                  .toList());
        }
        putIfKnown(data, "discount", discount);
      }
    }
    return Json.of(data);
  }

  private static Map<String, Object> line(String sku, long quantity, BigDecimal unitPrice) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("sku", sku);
    line.put("quantity", quantity);
    line.put("unitPrice", unitPrice);
    return line;
  }

  private static void putIfKnown(Map<String, Object> data, String name, @Nullable Object value) {
    if (value != null) {
      data.put(name, value);
    }
  }

  @Override
  public CartEvent read(String type, int schemaVersion, Json json) {
    if (schemaVersion != 1) {
      throw new IllegalArgumentException(
          "the schema version is %d; expected 1".formatted(schemaVersion));
    }
    EventData data = EventData.of(json);
    return switch (type) {
      case "ItemAdded" ->
          new ItemAdded(data.text("sku"), data.whole("quantity"), data.money("unitPrice"));
      case "ItemRemoved" ->
          new ItemRemoved(data.text("sku"), data.whole("quantity"), data.textOrNull("reason"));
      case "DiscountApplied" ->
          new DiscountApplied(
              data.money("amount"),
              data.has("requirement") ? requirement(data.object("requirement")) : null);
      case "CheckedOut" ->
          new CheckedOut(
              data.has("items") ? data.list("items").stream().map(CartCodec::item).toList() : null,
              data.moneyOrNull("discount"));
      default ->
          throw new IllegalArgumentException(
              "it is not an event of a cart; expected ItemAdded, ItemRemoved, DiscountApplied or"
                  + " CheckedOut");
    };
  }

  private static Requirement requirement(EventData data) {
    return new Requirement(data.text("sku"), data.whole("quantity"));
  }

  private static CartItem item(EventData data) {
    return new CartItem(data.text("sku"), data.whole("quantity"), data.money("unitPrice"));
  }
}
