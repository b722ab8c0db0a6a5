package afterimage.comparison.drive;

import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Discount;
import afterimage.comparison.scenario.Requirement;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A command as an HTTP request, the same for both apps.
///
/// @param path below the app's base
/// @param query without the question mark; may be empty
/// @param body null for none
record Call(String method, String path, String query, @Nullable ObjectNode body) {

  static Call of(Command command) {
    return switch (command) {
      case Command.OfCart of -> ofCart(of, "/carts/" + of.cart());
      case Command.Press(var button, var presses) ->
          new Call("POST", button(button) + "/presses", "", json().put("presses", presses));
      case Command.SetButton(var button, var on) ->
          new Call("PUT", button(button), "", json().put("state", on ? "on" : "off"));
      case Command.PriceArticle(var sku, var unitPrice) ->
          new Call("PUT", "/articles/" + encoded(sku), "", json().put("unitPrice", unitPrice));
    };
  }

  private static Call ofCart(Command.OfCart command, String cart) {
    return switch (command) {
      case Command.AddItem(_, var sku, var quantity, var unitPrice) ->
          new Call("POST", cart + "/items", "", line(sku, quantity, unitPrice));
      case Command.RemoveItem(_, var sku, var quantity, var reason) ->
          new Call(
              "DELETE",
              item(cart, sku),
              "quantity=%d&reason=%s".formatted(quantity, encoded(reason)),
              null);
      case Command.ChangeQuantity(_, var sku, var quantity) ->
          new Call("PUT", item(cart, sku), "", json().put("quantity", quantity));
      case Command.CorrectPrice(_, var sku, var unitPrice) ->
          new Call("PUT", item(cart, sku) + "/price", "", json().put("unitPrice", unitPrice));
      case Command.ApplyDiscount(_, var discount, var requirement) ->
          new Call("POST", cart + "/discounts", "", discount(discount, requirement));
      case Command.MergeGuest(_, var guest) ->
          new Call("POST", cart + "/merges", "", json().put("guest", guest));
      case Command.ClearCart _ -> new Call("DELETE", cart + "/items", "", null);
      case Command.AbandonCart _ -> new Call("DELETE", cart, "", null);
      case Command.SaveCart(_, var lines) -> {
        ObjectNode form = json();
        ArrayNode items = form.putArray("items");
        lines.forEach(l -> items.add(line(l.sku(), l.quantity(), l.unitPrice())));
        yield new Call("PUT", cart, "", form);
      }
      case Command.CheckOut _ -> new Call("POST", cart + "/checkout", "", null);
    };
  }

  private static ObjectNode discount(Discount discount, @Nullable Requirement requirement) {
    ObjectNode body = json();
    switch (discount) {
      case Discount.Amount(BigDecimal amount) -> body.put("amount", amount);
      case Discount.Percent(int percent) -> body.put("percent", percent);
      case Discount.Free(String sku, int quantity) ->
          body.putObject("free").put("sku", sku).put("quantity", quantity);
    }
    switch (requirement) {
      case null -> {}
      case Requirement.Holds(String sku, int quantity) ->
          body.putObject("requirement").put("sku", sku).put("quantity", quantity);
      case Requirement.Worth(BigDecimal total) -> body.putObject("requirement").put("total", total);
    }
    return body;
  }

  private static ObjectNode line(String sku, int quantity, BigDecimal unitPrice) {
    return json().put("sku", sku).put("quantity", quantity).put("unitPrice", unitPrice);
  }

  private static String item(String cart, String sku) {
    return cart + "/items/" + encoded(sku);
  }

  private static String button(String button) {
    return "/buttons/" + encoded(button);
  }

  private static ObjectNode json() {
    return JsonNodeFactory.instance.objectNode();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
