package afterimage.comparison.audit;

import afterimage.comparison.ladder.RunEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a cart holds after some of its events, by what the events themselves say. A line that is
/// taken out without a number is gone as a whole: a deleted row does not say how many it was.
final class Held {

  private final boolean images;
  private final SortedMap<String, Integer> quantities = new TreeMap<>();
  private final SortedMap<String, BigDecimal> prices = new TreeMap<>();
  private BigDecimal discount = BigDecimal.ZERO;
  private boolean gone;
  private @Nullable String transaction;

  private Held(boolean images) {
    this.images = images;
  }

  static Held after(List<RunEvent> events, boolean images) {
    Held held = new Held(images);
    events.forEach(held::take);
    return held;
  }

  static Held nothing(boolean images) {
    return new Held(images);
  }

  void take(RunEvent event) {
    if (images && !event.transaction().equals(transaction)) {
      empty();
      transaction = event.transaction();
    }
    JsonNode data = event.data();
    String sku = data.path("sku").asText();
    gone = false;
    switch (event.type()) {
      case "ItemAdded" -> {
        quantities.merge(sku, data.path("quantity").asInt(), Integer::sum);
        price(sku, data);
      }
      case "ItemRemoved" -> remove(sku, data.path("quantity"));
      case "QuantityChanged" -> quantities.put(sku, data.path("quantity").asInt());
      case "PriceCorrected", "PriceChanged" -> price(sku, data);
      case "DiscountApplied" -> discount = discount.add(amount(data));
      case "GuestCartMerged" -> data.path("items").forEach(this::merge);
      case "CartCleared" -> empty();
      case "CartSaved" -> {
        quantities.clear();
        data.path("items").forEach(this::put);
      }
      case "CartAbandoned", "MergedIntoCart" -> {
        empty();
        gone = true;
      }
      case "CheckedOut" -> {
        if (data.has("items")) {
          quantities.clear();
          data.path("items").forEach(this::put);
        }
        if (data.path("discount").isNumber()) {
          discount = data.path("discount").decimalValue();
        }
      }
      default -> {
        // An event of another kind says nothing about what is held.
      }
    }
  }

  private void empty() {
    quantities.clear();
    discount = BigDecimal.ZERO;
  }

  private void remove(String sku, JsonNode quantity) {
    int left = quantity.isNumber() ? quantities.getOrDefault(sku, 0) - quantity.asInt() : 0;
    if (left > 0) {
      quantities.put(sku, left);
    } else {
      quantities.remove(sku);
    }
  }

  private void put(JsonNode line) {
    quantities.put(line.path("sku").asText(), line.path("quantity").asInt());
    price(line.path("sku").asText(), line);
  }

  private void merge(JsonNode line) {
    String sku = line.path("sku").asText();
    if (quantities.containsKey(sku)) {
      quantities.merge(sku, line.path("quantity").asInt(), Integer::sum);
    } else {
      put(line);
    }
  }

  private void price(String sku, JsonNode data) {
    if (data.path("unitPrice").isNumber()) {
      prices.put(sku, data.path("unitPrice").decimalValue());
    }
  }

  static BigDecimal amount(JsonNode data) {
    return data.path("amount").isNumber() ? data.path("amount").decimalValue() : BigDecimal.ZERO;
  }

  boolean isEmpty() {
    return quantities.isEmpty();
  }

  boolean isGone() {
    return gone;
  }

  void forget(BigDecimal given) {
    discount = discount.subtract(given);
  }

  BigDecimal discount() {
    return discount;
  }

  BigDecimal worth() {
    return quantities.entrySet().stream()
        .map(line -> price(line.getKey()).multiply(BigDecimal.valueOf(line.getValue())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal total() {
    return worth().subtract(discount).max(BigDecimal.ZERO);
  }

  /// Whether both are the same in lines, prices and discount, or both are gone.
  boolean isLike(Held other) {
    return gone == other.gone
        && quantities.equals(other.quantities)
        && discount.compareTo(other.discount) == 0
        && quantities.keySet().stream()
            .allMatch(sku -> price(sku).compareTo(other.price(sku)) == 0);
  }

  private BigDecimal price(String sku) {
    return prices.getOrDefault(sku, BigDecimal.ZERO);
  }

  /// Each line with its quantity, or that there is no such cart.
  JsonNode lines() {
    if (gone) {
      return JsonNodeFactory.instance.textNode("gone");
    }
    ArrayNode lines = JsonNodeFactory.instance.arrayNode();
    quantities.forEach(
        (sku, quantity) ->
            lines.addObject().put("sku", sku).put("quantity", Objects.requireNonNull(quantity)));
    return lines;
  }
}
