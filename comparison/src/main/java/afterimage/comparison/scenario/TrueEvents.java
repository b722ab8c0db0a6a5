package afterimage.comparison.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The declared table: which events an accepted command stands for. It is the truth that everything
/// is held against, the event-sourced app's own events too. Whether a command changed anything is
/// told from the answers before it, so all accepted commands must come through here, in order.
public final class TrueEvents {

  /// All types that it declares.
  public static final Set<String> TYPES =
      Set.of(
          "ItemAdded",
          "ItemRemoved",
          "QuantityChanged",
          "PriceCorrected",
          "DiscountApplied",
          "GuestCartMerged",
          "MergedIntoCart",
          "CartCleared",
          "CartAbandoned",
          "CartSaved",
          "CheckedOut",
          "ButtonPressed",
          "ButtonSet",
          "CataloguePriceChanged",
          "PriceChanged");

  private final LastAnswers last = new LastAnswers();

  /// @param answer what the app said the state is after it
  public List<TrueEvent> of(int step, Command command, JsonNode answer) {
    List<TrueEvent> events =
        types(command, answer)
            .map(fact -> new TrueEvent(step, fact.stream(), fact.type(), fact.data()))
            .toList();
    last.heard(command, answer);
    return events;
  }

  private record Fact(String stream, String type, ObjectNode data) {}

  private Stream<Fact> types(Command command, JsonNode answer) {
    return switch (command) {
      case Command.AddItem(_, var sku, var quantity, var unitPrice) ->
          one(command, "ItemAdded", priced(some(sku, quantity), unitPrice));
      case Command.RemoveItem(_, var sku, var quantity, var reason) ->
          one(command, "ItemRemoved", some(sku, quantity).put("reason", reason));
      case Command.ChangeQuantity(_, var sku, var quantity) ->
          last.line(command, sku).path("quantity").asInt() == quantity
              ? Stream.of()
              : one(command, "QuantityChanged", some(sku, quantity));
      case Command.CorrectPrice(_, var sku, var unitPrice) ->
          same(last.line(command, sku).path("unitPrice"), unitPrice)
              ? Stream.of()
              : one(command, "PriceCorrected", priced(data().put("sku", sku), unitPrice));
      case Command.ApplyDiscount(_, var discount, var requirement) ->
          one(command, "DiscountApplied", discounted(command, discount, requirement, answer));
      case Command.MergeGuest(var cart, var guest) -> {
        ObjectNode merged = data().put("guest", guest);
        merged.set("items", last.of("cart-" + guest).path("items"));
        yield Stream.of(
            new Fact(command.stream(), "GuestCartMerged", merged),
            new Fact("cart-" + guest, "MergedIntoCart", data().put("cart", cart)));
      }
      case Command.ClearCart _ ->
          last.isClear(command) ? Stream.of() : one(command, "CartCleared", data());
      case Command.AbandonCart _ -> one(command, "CartAbandoned", data());
      case Command.SaveCart _ -> {
        JsonNode before = last.of(command.stream());
        ObjectNode saved = data();
        saved.set("items", answer.path("items"));
        yield before.path("items").equals(answer.path("items"))
            ? Stream.of()
            : one(command, "CartSaved", saved);
      }
      case Command.CheckOut _ -> {
        ObjectNode data = data();
        data.set("items", answer.path("items"));
        data.set("discount", answer.path("discount"));
        yield one(command, "CheckedOut", data);
      }
      case Command.Press(_, var presses) ->
          Collections.nCopies(presses, new Fact(command.stream(), "ButtonPressed", data()))
              .stream();
      case Command.SetButton(_, var on) -> {
        String state = on ? "on" : "off";
        yield last.of(command.stream()).path("state").asText().equals(state)
            ? Stream.of()
            : one(command, "ButtonSet", data().put("state", state));
      }
      case Command.PriceArticle(var sku, var unitPrice) ->
          repriced(command, sku, unitPrice, answer);
    };
  }

  private ObjectNode discounted(
      Command command, Discount discount, @Nullable Requirement requirement, JsonNode answer) {
    BigDecimal before = last.of(command.stream()).path("discount").decimalValue();
    ObjectNode data = data().put("amount", answer.path("discount").decimalValue().subtract(before));
    switch (discount) {
      case Discount.Amount _ -> {}
      case Discount.Percent(int percent) -> data.put("percent", percent);
      case Discount.Free(String sku, int quantity) -> data.set("free", some(sku, quantity));
    }
    switch (requirement) {
      case null -> {}
      case Requirement.Holds(String sku, int quantity) ->
          data.set("requirement", some(sku, quantity));
      case Requirement.Worth(BigDecimal total) ->
          data.set("requirement", data().put("total", total));
    }
    return data;
  }

  private Stream<Fact> repriced(
      Command command, String sku, BigDecimal unitPrice, JsonNode answer) {
    JsonNode carts = answer.path("carts");
    if (carts.isEmpty() && same(last.of(command.stream()).path("unitPrice"), unitPrice)) {
      return Stream.of();
    }
    List<Fact> facts = new ArrayList<>();
    ObjectNode changed = priced(data(), unitPrice);
    changed.set("carts", carts);
    facts.add(new Fact(command.stream(), "CataloguePriceChanged", changed));
    carts.forEach(
        cart ->
            facts.add(
                new Fact(
                    "cart-" + cart.asText(),
                    "PriceChanged",
                    priced(data().put("sku", sku), unitPrice))));
    return facts.stream();
  }

  private static boolean same(JsonNode price, BigDecimal asked) {
    return price.isNumber() && price.decimalValue().compareTo(asked) == 0;
  }

  private static Stream<Fact> one(Command command, String type, ObjectNode data) {
    return Stream.of(new Fact(command.stream(), type, data));
  }

  private static ObjectNode some(String sku, int quantity) {
    return data().put("sku", sku).put("quantity", quantity);
  }

  private static ObjectNode priced(ObjectNode data, BigDecimal unitPrice) {
    return data.put("unitPrice", unitPrice);
  }

  private static ObjectNode data() {
    return JsonNodeFactory.instance.objectNode();
  }
}
