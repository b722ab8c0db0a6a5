package afterimage.comparison.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Events and states in few words.
public final class Words {

  private Words() {}

  public static String event(String type, JsonNode data) {
    String rest =
        switch (type) {
          case "ItemAdded" -> item(data) + at(data.path("unitPrice"));
          case "ItemRemoved" -> item(data) + comma(data.path("reason").asText(""));
          case "DiscountApplied" ->
              "−" + data.path("amount").asText() + comma(requirement(data.path("requirement")));
          case "QuantityChanged" -> item(data);
          case "PriceCorrected", "PriceChanged" ->
              data.path("sku").asText() + at(data.path("unitPrice"));
          case "GuestCartMerged" ->
              "of cart " + data.path("guest").asText() + ": " + contents(data);
          case "MergedIntoCart" -> data.path("cart").asText();
          case "ButtonSet" -> data.path("state").asText();
          case "CartSaved", "CheckedOut" -> contents(data);
          default -> data.isEmpty() ? "" : data.toString();
        };
    return rest.isEmpty() ? type : type + " " + rest;
  }

  /// A cart or a button.
  public static String state(JsonNode state) {
    if (state.has("state")) {
      return state.path("state").asText();
    }
    return contents(state)
        + ", total "
        + state.path("total").asText()
        + (state.path("checkedOut").asBoolean() ? ", checked out" : "");
  }

  public static String requirement(JsonNode requirement) {
    if (requirement.has("total")) {
      return "from " + requirement.path("total").asText();
    }
    return requirement.isObject()
        ? requirement.path("quantity").asText() + " " + requirement.path("sku").asText()
        : "";
  }

  private static String contents(JsonNode data) {
    List<String> parts = new ArrayList<>();
    data.path("items").forEach(item -> parts.add(item(item)));
    if (data.path("items").isArray() && parts.isEmpty()) {
      parts.add("empty");
    }
    JsonNode discount = data.path("discount");
    if (discount.isNumber() && discount.decimalValue().signum() != 0) {
      parts.add("−" + discount.asText());
    }
    return String.join(", ", parts);
  }

  private static String item(JsonNode item) {
    return item.path("sku").asText() + " ×" + item.path("quantity").asText();
  }

  private static String at(JsonNode price) {
    return price.isMissingNode() ? "" : " at " + price.asText();
  }

  private static String comma(String text) {
    return text.isEmpty() ? "" : ", " + text;
  }
}
