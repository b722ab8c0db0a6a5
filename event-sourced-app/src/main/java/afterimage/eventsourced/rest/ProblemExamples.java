package afterimage.eventsourced.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a problem of each kind looks like, for the OpenAPI document; and which of them each
/// operation can have.
final class ProblemExamples {

  /// @param detail as it would be said of cart 101, the button lamp or the article banana
  record Example(int status, String name, String detail) {
    Map<String, Object> body() {
      Map<String, Object> body = new LinkedHashMap<>();
      boolean plain = status == 400 || status == 415;
      body.put("type", plain ? "about:blank" : "urn:afterimage:problem:" + name);
      body.put("status", status);
      body.put("title", Problems.title(name));
      body.put("detail", detail);
      body.put("instance", "/carts/101");
      if (status == 412) {
        body.put("current", "\"7\"");
      }
      return body;
    }
  }

  static final Example BAD_REQUEST =
      new Example(400, "bad-request", "cart must be a whole number from 1 to 9007199254740991.");
  static final Example TOKEN_NEEDED =
      new Example(
          401,
          "token-needed",
          "What changes something here needs a token; send it as Authorization: Bearer ….");
  static final Example OTHER_MEDIA_TYPE =
      new Example(415, "unsupported-media-type", "/carts/101/items takes application/json only.");
  static final Example STORE_UNKNOWN =
      new Example(404, "store-unknown", "There is no store best; expected one of: derived, true.");
  static final Example VERSION_DIFFERS =
      new Example(412, "version-differs", "Cart 101 is at version \"7\"; expected \"6\".");
  static final Example KEY_REUSED =
      new Example(
          422,
          "idempotency-key-reused",
          "Cart 101 took a command with the key 8e03978e before, and it was another one; use a key"
              + " once.");

  static final Example POSITION_NOT_REACHED =
      new Example(
          503,
          "position-not-reached",
          "Projection removals is at position 12; expected 15 or more within 5 s. Ask again, or for"
              + " less.");

  private static final Map<String, Example> BY_NAME =
      of(
          new Example(
              404,
              "projection-unknown",
              "There is no projection removal; expected one of: cart_summaries, open_items,"
                  + " removals, checkouts, sales_by_day."),
          new Example(
              409,
              "rebuild-running",
              "Projection removals is being rebuilt; wait for that to end, and rebuild it then."),
          new Example(
              503,
              "readers-too-many",
              "100 readers follow the events already. Come back when one of them has gone."),
          new Example(
              404,
              "cart-unknown",
              "There is no cart 101; a cart comes into being with its first item."),
          new Example(
              404,
              "button-unknown",
              "There is no button lamp; a button comes into being when it is first used."),
          new Example(
              404,
              "article-unknown",
              "There is no article banana; an article comes into being with its first price."),
          new Example(404, "stream-unknown", "There is no stream cart-101 in the store true."),
          new Example(
              404, "version-unknown", "Cart 101 has no version 9; its latest is version 7."),
          new Example(
              409, "cart-checked-out", "Cart 101 is checked out; it cannot be changed any more."),
          new Example(
              409, "price-differs", "Cart 101 holds banana at 1.00; it cannot be added at 1.20."),
          new Example(
              409,
              "quantity-too-large",
              "Cart 101 holds 1000000 banana; 1 more would exceed 1000000."),
          new Example(409, "item-not-in-cart", "Cart 101 holds 1 banana; 2 cannot be removed."),
          new Example(
              409, "requirement-not-met", "Cart 101 holds 1 banana; the discount requires 2."),
          new Example(
              409,
              "discount-too-large",
              "Cart 101 has a discount of 0.00; 9.00 more would exceed 4.00."),
          new Example(
              409,
              "discount-worth-nothing",
              "The discount comes to 0.00 on cart 101; expected 0.01 or more."),
          new Example(409, "cart-empty", "Cart 101 holds no items; it cannot be checked out."),
          new Example(
              409,
              "cart-merged-with-itself",
              "Cart 101 cannot be merged with itself; expected the cart of a guest."),
          new Example(
              409,
              "stream-without-rules",
              "Stream note-1 is neither a cart nor a button nor an article; it can only be read."),
          new Example(
              409,
              "revert-impossible",
              "Stream cart-101 had not begun by then; there is nothing to go back to."),
          new Example(
              422,
              "condition-wrong",
              "Condition, column 1: undeclared reference to 'total' (in container '')."),
          new Example(
              422,
              "replay-impossible",
              "Stream cart-101, version 1, type ItemAdded: quantity is missing; expected a whole"
                  + " number of 32 bits."));

  /// By operation, beside those that every operation or every command has.
  private static final Map<String, List<String>> OF_OPERATION =
      Map.ofEntries(
          Map.entry("cart", List.of("cart-unknown", "version-unknown")),
          Map.entry("addItem", List.of("cart-checked-out", "price-differs", "quantity-too-large")),
          Map.entry("removeItem", List.of("cart-unknown", "cart-checked-out", "item-not-in-cart")),
          Map.entry(
              "changeQuantity", List.of("cart-unknown", "cart-checked-out", "item-not-in-cart")),
          Map.entry(
              "correctPrice", List.of("cart-unknown", "cart-checked-out", "item-not-in-cart")),
          Map.entry(
              "applyDiscount",
              List.of(
                  "cart-unknown",
                  "cart-checked-out",
                  "requirement-not-met",
                  "discount-too-large",
                  "discount-worth-nothing")),
          Map.entry(
              "mergeGuest",
              List.of(
                  "cart-unknown",
                  "cart-checked-out",
                  "cart-merged-with-itself",
                  "quantity-too-large")),
          Map.entry("clearCart", List.of("cart-unknown", "cart-checked-out")),
          Map.entry("abandonCart", List.of("cart-unknown", "cart-checked-out")),
          Map.entry("saveCart", List.of("cart-checked-out", "price-differs")),
          Map.entry("checkOut", List.of("cart-unknown", "cart-checked-out", "cart-empty")),
          Map.entry("button", List.of("button-unknown", "version-unknown")),
          Map.entry("article", List.of("article-unknown", "version-unknown")),
          Map.entry("projection", List.of("projection-unknown")),
          Map.entry("rebuildState", List.of("projection-unknown")),
          Map.entry("rebuild", List.of("projection-unknown", "rebuild-running")),
          Map.entry("liveEvents", List.of("readers-too-many")),
          Map.entry("stream", List.of("stream-unknown")),
          Map.entry("state", List.of("stream-unknown", "version-unknown", "stream-without-rules")),
          Map.entry("audit", List.of("stream-unknown", "stream-without-rules")),
          Map.entry(
              "rootCause", List.of("stream-unknown", "stream-without-rules", "condition-wrong")),
          Map.entry(
              "whatIf",
              List.of(
                  "stream-unknown",
                  "version-unknown",
                  "stream-without-rules",
                  "replay-impossible")),
          Map.entry(
              "compensate",
              List.of(
                  "stream-unknown",
                  "version-unknown",
                  "stream-without-rules",
                  "revert-impossible",
                  "replay-impossible")),
          Map.entry(
              "revert",
              List.of(
                  "stream-unknown",
                  "version-unknown",
                  "stream-without-rules",
                  "revert-impossible")));

  private ProblemExamples() {}

  static List<Example> of(String operation) {
    return OF_OPERATION.getOrDefault(operation, List.of()).stream()
        .map(name -> java.util.Objects.requireNonNull(BY_NAME.get(name), name))
        .toList();
  }

  private static Map<String, Example> of(Example... examples) {
    Map<String, Example> byName = new LinkedHashMap<>();
    for (Example example : examples) {
      byName.put(example.name(), example);
    }
    return byName;
  }
}
