package afterimage.legacy.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/// Which of the problems in [Examples] each operation can have, for the OpenAPI document.
final class ProblemExamples {

  /// @param json the whole problem
  record Example(String name, String json) {

    int status() {
      return tree().path("status").asInt();
    }

    Map<?, ?> body() {
      return MAPPER.convertValue(tree(), Map.class);
    }

    private JsonNode tree() {
      try {
        return MAPPER.readTree(json);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("The example %s is not JSON".formatted(name), e);
      }
    }
  }

  private static final JsonMapper MAPPER = new JsonMapper();

  static final Example INVALID = new Example("invalid", Examples.INVALID);
  static final Example TOKEN_NEEDED = new Example("token-needed", Examples.TOKEN_NEEDED);
  static final Example MALFORMED = new Example("malformed", Examples.MALFORMED);
  static final Example OTHER_MEDIA_TYPE =
      new Example("other-media-type", Examples.OTHER_MEDIA_TYPE);

  private static final Example CART_UNKNOWN = new Example("cart-unknown", Examples.CART_UNKNOWN);
  private static final Example CHECKED_OUT =
      new Example("cart-checked-out", Examples.CART_CHECKED_OUT);
  private static final Example PRICE_DIFFERS = new Example("price-differs", Examples.PRICE_DIFFERS);
  private static final Example QUANTITY_TOO_LARGE =
      new Example("quantity-too-large", Examples.QUANTITY_TOO_LARGE);
  private static final Example NOT_IN_CART =
      new Example("item-not-in-cart", Examples.ITEM_NOT_IN_CART);

  /// By operation, beside those that every one has.
  private static final Map<String, List<Example>> OF_OPERATION =
      Map.ofEntries(
          Map.entry("legacyCart", List.of(CART_UNKNOWN)),
          Map.entry("legacyAddItem", List.of(CHECKED_OUT, PRICE_DIFFERS, QUANTITY_TOO_LARGE)),
          Map.entry("legacyRemoveItem", List.of(CART_UNKNOWN, CHECKED_OUT, NOT_IN_CART)),
          Map.entry("legacyChangeQuantity", List.of(CART_UNKNOWN, CHECKED_OUT, NOT_IN_CART)),
          Map.entry("legacyCorrectPrice", List.of(CART_UNKNOWN, CHECKED_OUT, NOT_IN_CART)),
          Map.entry(
              "legacyApplyDiscount",
              List.of(
                  CART_UNKNOWN,
                  CHECKED_OUT,
                  new Example("requirement-not-met", Examples.REQUIREMENT_NOT_MET),
                  new Example("discount-too-large", Examples.DISCOUNT_TOO_LARGE),
                  new Example("discount-worth-nothing", Examples.DISCOUNT_WORTH_NOTHING))),
          Map.entry(
              "legacyMergeGuest",
              List.of(
                  CART_UNKNOWN,
                  CHECKED_OUT,
                  new Example("cart-merged-with-itself", Examples.CART_MERGED_WITH_ITSELF),
                  QUANTITY_TOO_LARGE)),
          Map.entry("legacyClearCart", List.of(CART_UNKNOWN, CHECKED_OUT)),
          Map.entry("legacyAbandonCart", List.of(CART_UNKNOWN, CHECKED_OUT)),
          Map.entry("legacySaveCart", List.of(CHECKED_OUT, PRICE_DIFFERS)),
          Map.entry(
              "legacyCheckOut",
              List.of(CART_UNKNOWN, CHECKED_OUT, new Example("cart-empty", Examples.CART_EMPTY))),
          Map.entry(
              "legacyButton", List.of(new Example("button-unknown", Examples.BUTTON_UNKNOWN))),
          Map.entry(
              "legacyArticle", List.of(new Example("article-unknown", Examples.ARTICLE_UNKNOWN))));

  private ProblemExamples() {}

  static List<Example> of(String operation) {
    return OF_OPERATION.getOrDefault(operation, List.of());
  }

  static Example versionDiffers(String operation) {
    return new Example(
        "version-differs",
        operation.endsWith("Button")
            ? Examples.BUTTON_VERSION_DIFFERS
            : Examples.CART_VERSION_DIFFERS);
  }
}
