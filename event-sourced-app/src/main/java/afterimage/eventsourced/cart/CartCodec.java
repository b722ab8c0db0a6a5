package afterimage.eventsourced.cart;

import afterimage.eventsourced.cart.CartEvent.CartAbandoned;
import afterimage.eventsourced.cart.CartEvent.CartCleared;
import afterimage.eventsourced.cart.CartEvent.CartFound;
import afterimage.eventsourced.cart.CartEvent.CartSaved;
import afterimage.eventsourced.cart.CartEvent.CheckedOut;
import afterimage.eventsourced.cart.CartEvent.CheckoutCancelled;
import afterimage.eventsourced.cart.CartEvent.DiscountApplied;
import afterimage.eventsourced.cart.CartEvent.DiscountWithdrawn;
import afterimage.eventsourced.cart.CartEvent.GuestCartMerged;
import afterimage.eventsourced.cart.CartEvent.ItemAdded;
import afterimage.eventsourced.cart.CartEvent.ItemFound;
import afterimage.eventsourced.cart.CartEvent.ItemRemoved;
import afterimage.eventsourced.cart.CartEvent.MergedIntoCart;
import afterimage.eventsourced.cart.CartEvent.PriceChanged;
import afterimage.eventsourced.cart.CartEvent.PriceCorrected;
import afterimage.eventsourced.cart.CartEvent.QuantityChanged;
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

  private static final List<String> TYPES =
      List.of(
          "CartFound",
          "ItemFound",
          "ItemAdded",
          "ItemRemoved",
          "QuantityChanged",
          "PriceCorrected",
          "PriceChanged",
          "DiscountApplied",
          "DiscountWithdrawn",
          "GuestCartMerged",
          "MergedIntoCart",
          "CartCleared",
          "CartAbandoned",
          "CartSaved",
          "CheckedOut",
          "CheckoutCancelled");

  @Override
  public String type(CartEvent event) {
    return switch (event) {
      case CartFound _ -> "CartFound";
      case ItemFound _ -> "ItemFound";
      case ItemAdded _ -> "ItemAdded";
      case ItemRemoved _ -> "ItemRemoved";
      case QuantityChanged _ -> "QuantityChanged";
      case PriceCorrected _ -> "PriceCorrected";
      case PriceChanged _ -> "PriceChanged";
      case DiscountApplied _ -> "DiscountApplied";
      case DiscountWithdrawn _ -> "DiscountWithdrawn";
      case GuestCartMerged _ -> "GuestCartMerged";
      case MergedIntoCart _ -> "MergedIntoCart";
      case CartCleared _ -> "CartCleared";
      case CartAbandoned _ -> "CartAbandoned";
      case CartSaved _ -> "CartSaved";
      case CheckedOut _ -> "CheckedOut";
      case CheckoutCancelled _ -> "CheckoutCancelled";
    };
  }

  @Override
  public Json data(CartEvent event) {
    Map<String, Object> data = new LinkedHashMap<>();
    switch (event) {
      case CartFound(BigDecimal discount, boolean checkedOut) -> {
        data.put("discount", discount);
        data.put("checkedOut", checkedOut);
      }
      case ItemFound(String sku, int quantity, BigDecimal unitPrice) ->
          data.putAll(line(sku, quantity, unitPrice));
      case ItemAdded(String sku, int quantity, BigDecimal unitPrice) ->
          data.putAll(line(sku, quantity, unitPrice));
      case ItemRemoved(String sku, int quantity, @Nullable String reason) -> {
        data.put("sku", sku);
        data.put("quantity", quantity);
        putIfKnown(data, "reason", reason);
      }
      case QuantityChanged(String sku, int quantity) -> data.putAll(some(sku, quantity));
      case PriceCorrected(String sku, BigDecimal unitPrice) -> data.putAll(priced(sku, unitPrice));
      case PriceChanged(String sku, BigDecimal unitPrice) -> data.putAll(priced(sku, unitPrice));
      case DiscountApplied discount -> {
        data.put("amount", discount.amount());
        putIfKnown(data, "percent", discount.percent());
        if (discount.free() instanceof Discount.Free(String sku, int quantity)) {
          data.put("free", some(sku, quantity));
        }
        switch (discount.requirement()) {
          case null -> {}
          case Requirement.Holds(String sku, int quantity) ->
              data.put("requirement", some(sku, quantity));
          case Requirement.Worth(BigDecimal total) ->
              data.put("requirement", Map.of("total", total));
        }
      }
      case GuestCartMerged(long guest, List<CartItem> items) -> {
        data.put("guest", guest);
        data.put("items", lines(items));
      }
      case MergedIntoCart(long cart) -> data.put("cart", cart);
      case DiscountWithdrawn(BigDecimal amount) -> data.put("amount", amount);
      case CartCleared(), CartAbandoned(), CheckoutCancelled() -> {}
      case CartSaved(List<CartItem> items) -> data.put("items", lines(items));
      case CheckedOut(@Nullable List<CartItem> items, @Nullable BigDecimal discount) -> {
        putIfKnown(data, "items", items == null ? null : lines(items));
        putIfKnown(data, "discount", discount);
      }
    }
    return Json.of(data);
  }

  private static Map<String, Object> some(String sku, long quantity) {
    Map<String, Object> some = new LinkedHashMap<>();
    some.put("sku", sku);
    some.put("quantity", quantity);
    return some;
  }

  private static Map<String, Object> priced(String sku, BigDecimal unitPrice) {
    Map<String, Object> priced = new LinkedHashMap<>();
    priced.put("sku", sku);
    priced.put("unitPrice", unitPrice);
    return priced;
  }

  private static List<Map<String, Object>> lines(List<CartItem> items) {
    return items.stream().map(item -> line(item.sku(), item.quantity(), item.unitPrice())).toList();
  }

  private static Map<String, Object> line(String sku, long quantity, BigDecimal unitPrice) {
    Map<String, Object> line = some(sku, quantity);
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
      case "CartFound" -> new CartFound(data.money("discount"), data.bool("checkedOut"));
      case "ItemFound" ->
          new ItemFound(data.text("sku"), data.whole("quantity"), data.money("unitPrice"));
      case "ItemAdded" ->
          new ItemAdded(data.text("sku"), data.whole("quantity"), data.money("unitPrice"));
      case "ItemRemoved" ->
          new ItemRemoved(data.text("sku"), data.whole("quantity"), data.textOrNull("reason"));
      case "QuantityChanged" -> new QuantityChanged(data.text("sku"), data.whole("quantity"));
      case "PriceCorrected" -> new PriceCorrected(data.text("sku"), data.money("unitPrice"));
      case "PriceChanged" -> new PriceChanged(data.text("sku"), data.money("unitPrice"));
      case "DiscountApplied" ->
          new DiscountApplied(
              data.money("amount"),
              data.has("percent") ? Integer.valueOf(data.whole("percent")) : null,
              data.has("free") ? free(data.object("free")) : null,
              data.has("requirement") ? requirement(data.object("requirement")) : null);
      case "DiscountWithdrawn" -> new DiscountWithdrawn(data.money("amount"));
      case "CheckoutCancelled" -> new CheckoutCancelled();
      case "GuestCartMerged" -> new GuestCartMerged(data.number("guest"), items(data));
      case "MergedIntoCart" -> new MergedIntoCart(data.number("cart"));
      case "CartCleared" -> new CartCleared();
      case "CartAbandoned" -> new CartAbandoned();
      case "CartSaved" -> new CartSaved(items(data));
      case "CheckedOut" ->
          new CheckedOut(data.has("items") ? items(data) : null, data.moneyOrNull("discount"));
      default ->
          throw new IllegalArgumentException(
              "it is not an event of a cart; expected one of: " + String.join(", ", TYPES));
    };
  }

  private static Requirement requirement(EventData data) {
    return data.has("total")
        ? new Requirement.Worth(data.money("total"))
        : new Requirement.Holds(data.text("sku"), data.whole("quantity"));
  }

  private static Discount.Free free(EventData data) {
    return new Discount.Free(data.text("sku"), data.whole("quantity"));
  }

  private static List<CartItem> items(EventData data) {
    return data.list("items").stream().map(CartCodec::item).toList();
  }

  private static CartItem item(EventData data) {
    return new CartItem(data.text("sku"), data.whole("quantity"), data.money("unitPrice"));
  }
}
