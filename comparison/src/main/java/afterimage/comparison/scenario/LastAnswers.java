package afterimage.comparison.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/// What was last said of each stream, so that it can be told what a command found there.
final class LastAnswers {

  private final Map<String, JsonNode> last = new HashMap<>();

  /// Missing if there is nothing.
  JsonNode of(String stream) {
    return last.getOrDefault(stream, MissingNode.getInstance());
  }

  /// Missing if the cart holds none of it.
  JsonNode line(Command command, String sku) {
    return line(of(command.stream()), sku);
  }

  private static JsonNode line(JsonNode cart, String sku) {
    return cart.path("items")
        .valueStream()
        .filter(line -> line.path("sku").asText().equals(sku))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  boolean isClear(Command command) {
    JsonNode cart = of(command.stream());
    return cart.path("items").isArray()
        && cart.path("items").isEmpty()
        && cart.path("discount").decimalValue().signum() == 0;
  }

  /// Takes in the answer to a command that was accepted.
  void heard(Command command, JsonNode answer) {
    switch (command) {
      case Command.AbandonCart _ -> last.remove(command.stream());
      case Command.MergeGuest(_, var guest) -> {
        last.put(command.stream(), answer);
        last.remove("cart-" + guest);
      }
      case Command.PriceArticle(var sku, var unitPrice) -> {
        last.put(command.stream(), answer);
        for (JsonNode cart : answer.path("carts")) {
          // The answers of these carts are older than their price.
          last.computeIfPresent(
              "cart-" + cart.asText(),
              (_, body) -> {
                JsonNode copy = body.deepCopy();
                if (line(copy, sku) instanceof ObjectNode line) {
                  line.put("unitPrice", unitPrice);
                }
                return copy;
              });
        }
      }
      case Command.OfCart _, Command.OfButton _ -> last.put(command.stream(), answer);
    }
  }
}
