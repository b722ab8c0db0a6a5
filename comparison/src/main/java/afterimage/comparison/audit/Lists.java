package afterimage.comparison.audit;

import afterimage.comparison.ladder.RunEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Questions whose answer is what happened of one kind, in order.
final class Lists {

  private static final String MAINTENANCE = "maintenance";

  private static final String PARTLY =
      "a line of which some were put in or taken out looks like any that was written";

  private Lists() {}

  static Told removals(List<RunEvent> events, Source source) {
    if (!source.tells("ItemRemoved")) {
      return Told.unknown("it is never told that an item was taken out");
    }
    if (source.repeats(events, "QuantityChanged")) {
      return Told.unknown(PARTLY);
    }
    ArrayNode out = array();
    for (RunEvent event : untilCheckout(events)) {
      if (event.type().equals("ItemRemoved")) {
        ObjectNode removal = out.addObject();
        removal.set("sku", part(event, "sku"));
        removal.set("quantity", part(event, "quantity"));
        removal.set("reason", part(event, "reason"));
      }
    }
    return told(out, "not all of it is kept: how many, or why");
  }

  private static List<RunEvent> untilCheckout(List<RunEvent> events) {
    return events.stream().takeWhile(event -> !event.type().equals("CheckedOut")).toList();
  }

  static Told discounts(List<RunEvent> events, Source source) {
    if (!source.tells("DiscountApplied")) {
      return Told.unknown("it is never told that a discount was given");
    }
    if (source.images()) {
      return Told.unknown("only what all discounts come to is seen");
    }
    if (source.repeats(events, "DiscountApplied")) {
      return Told.unknown("a discount is told again whenever its cart is written");
    }
    ArrayNode given = array();
    for (RunEvent event : events) {
      if (event.type().equals("DiscountApplied")) {
        ObjectNode discount = given.addObject();
        discount.set("amount", part(event, "amount"));
        discount.set("kind", kind(event));
        discount.set("requirement", requirement(event));
        discount.set("by", event.actor() == null ? NullNode.instance : text(event.actor()));
      }
    }
    return told(given, "not all of it is kept: the rule, or who gave it");
  }

  private static JsonNode kind(RunEvent event) {
    JsonNode data = event.data();
    if (data.hasNonNull("percent")) {
      return text(data.path("percent").asText() + " %");
    }
    if (data.hasNonNull("free")) {
      return text(some(data.path("free")) + " free");
    }
    return event.isWhole() ? text("amount") : NullNode.instance;
  }

  private static JsonNode requirement(RunEvent event) {
    JsonNode required = event.data().path("requirement");
    if (required.hasNonNull("total")) {
      return text("from " + required.path("total").decimalValue().toPlainString());
    }
    if (required.hasNonNull("sku")) {
      return text(some(required));
    }
    return event.isWhole() ? text("none") : NullNode.instance;
  }

  private static String some(JsonNode of) {
    return of.path("quantity").asText() + " " + of.path("sku").asText();
  }

  static Told prices(List<RunEvent> events, Source source) {
    boolean corrected = source.tells("PriceCorrected");
    boolean changed = source.tells("PriceChanged");
    if (!corrected && !changed) {
      return Told.unknown("it is never told that a price changed");
    }
    if (source.repeats(events, "PriceChanged")) {
      return Told.unknown("a price is told again whenever its line is written");
    }
    ArrayNode prices = array();
    for (RunEvent event : events) {
      if (event.type().equals("PriceCorrected") || event.type().equals("PriceChanged")) {
        ObjectNode price = prices.addObject();
        price.set("sku", part(event, "sku"));
        price.set("unitPrice", part(event, "unitPrice"));
        price.set(
            "cause",
            corrected && changed
                ? text(event.type().equals("PriceCorrected") ? "corrected" : "catalogue")
                : NullNode.instance);
      }
    }
    return told(prices, "a correction and a change in the catalogue look the same");
  }

  static Told inAndOut(List<RunEvent> events, Source source) {
    if (source.within() > 0) {
      return Told.unknown("what came and went between two looks was not seen");
    }
    if (!source.tells("ItemAdded")) {
      return Told.unknown("it is never told that an item was put in");
    }
    if (source.repeats(events, "QuantityChanged")) {
      return Told.unknown(PARTLY);
    }
    SortedMap<String, int[]> counts = new TreeMap<>();
    for (RunEvent event : events) {
      int place =
          switch (event.type()) {
            case "ItemAdded" -> 0;
            case "ItemRemoved" -> 1;
            default -> -1;
          };
      if (place >= 0) {
        counts.computeIfAbsent(event.data().path("sku").asText(), _ -> new int[2])[place]++;
      }
    }
    ArrayNode all = array();
    boolean out = source.tells("ItemRemoved");
    counts.forEach(
        (sku, of) -> {
          ObjectNode item = all.addObject().put("sku", sku).put("in", of[0]);
          item.set("out", out ? JsonNodeFactory.instance.numberNode(of[1]) : NullNode.instance);
        });
    return told(all, "it is never told that an item was taken out");
  }

  /// Where the app says what it does, a change of which it says nothing came from behind it. Where
  /// nobody can write behind it, there is an actor for those who would.
  static Told behind(List<RunEvent> events, Source source) {
    if (!source.isToldByTheApp()) {
      return Told.unknown("all changes look alike, whoever made them");
    }
    ArrayNode steps = array();
    events.stream()
        .filter(event -> !event.isWhole() || MAINTENANCE.equals(event.actor()))
        .mapToInt(RunEvent::step)
        .distinct()
        .forEach(steps::add);
    return Told.that(steps);
  }

  static Told fromTheGuest(List<RunEvent> events, Source source) {
    if (!source.tells("GuestCartMerged")) {
      return Told.unknown("it is never told that a guest's cart came in");
    }
    ArrayNode merged = array();
    byGuest(events)
        .forEach(
            (number, told) -> {
              ObjectNode guest = merged.addObject();
              guest.set("guest", number);
              if (told.stream().allMatch(event -> event.data().path("items").isArray())) {
                guest.set("items", lines(told));
              } else {
                guest.putNull("items");
              }
            });
    return told(merged, "not all of what came in is kept");
  }

  /// What came in may be told in several events; a guest comes once.
  private static Map<JsonNode, List<RunEvent>> byGuest(List<RunEvent> events) {
    Map<JsonNode, List<RunEvent>> guests = new LinkedHashMap<>();
    for (RunEvent event : events) {
      if (event.type().equals("GuestCartMerged")) {
        guests.computeIfAbsent(part(event, "guest"), _ -> new ArrayList<>()).add(event);
      }
    }
    return guests;
  }

  /// By article, as in which order they came says nothing.
  private static ArrayNode lines(List<RunEvent> events) {
    SortedMap<String, JsonNode> quantities = new TreeMap<>();
    events.forEach(
        event ->
            event
                .data()
                .path("items")
                .forEach(item -> quantities.put(item.path("sku").asText(), item.path("quantity"))));
    ArrayNode lines = array();
    quantities.forEach(
        (sku, quantity) -> {
          ObjectNode line = lines.addObject().put("sku", sku);
          line.set("quantity", quantity);
        });
    return lines;
  }

  /// @param because what is not known, if anything in it is not
  private static Told told(ArrayNode list, String because) {
    return !hasUnknown(list) ? Told.that(list) : new Told(list, because);
  }

  private static boolean hasUnknown(JsonNode node) {
    return node.isNull() || node.valueStream().anyMatch(Lists::hasUnknown);
  }

  /// What an event does not say is not known.
  private static JsonNode part(RunEvent event, String name) {
    JsonNode part = event.data().get(name);
    return part == null ? NullNode.instance : part;
  }

  private static JsonNode text(String text) {
    return TextNode.valueOf(text);
  }

  private static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
