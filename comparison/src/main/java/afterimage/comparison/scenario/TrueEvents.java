package afterimage.comparison.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;

/// The declared table: which events an accepted command stands for. It is the truth that everything
/// is held against, the event-sourced app's own events too.
public final class TrueEvents {

  private TrueEvents() {}

  /// @param answer what the app said the state is after it; a checkout's contents are taken from it
  public static List<TrueEvent> of(int step, Command command, JsonNode answer) {
    return switch (command) {
      case Command.AddItem(_, var sku, var quantity, var unitPrice) ->
          one(
              step,
              command,
              "ItemAdded",
              data().put("sku", sku).put("quantity", quantity).put("unitPrice", unitPrice));
      case Command.RemoveItem(_, var sku, var quantity, var reason) ->
          one(
              step,
              command,
              "ItemRemoved",
              data().put("sku", sku).put("quantity", quantity).put("reason", reason));
      case Command.ApplyDiscount(_, var amount, var requirement) -> {
        ObjectNode data = data().put("amount", amount);
        if (requirement != null) {
          data.putObject("requirement")
              .put("sku", requirement.sku())
              .put("quantity", requirement.quantity());
        }
        yield one(step, command, "DiscountApplied", data);
      }
      case Command.CheckOut _ -> {
        ObjectNode data = data();
        data.set("items", answer.path("items"));
        data.set("discount", answer.path("discount"));
        yield one(step, command, "CheckedOut", data);
      }
      case Command.Press(_, var presses) ->
          Collections.nCopies(
              presses, new TrueEvent(step, command.stream(), "ButtonPressed", data()));
    };
  }

  private static List<TrueEvent> one(int step, Command command, String type, ObjectNode data) {
    return List.of(new TrueEvent(step, command.stream(), type, data));
  }

  private static ObjectNode data() {
    return JsonNodeFactory.instance.objectNode();
  }
}
