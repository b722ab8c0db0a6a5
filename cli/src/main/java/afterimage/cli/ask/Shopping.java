package afterimage.cli.ask;

import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Discount;
import afterimage.comparison.scenario.Requirement;
import afterimage.comparison.scenario.Scenario;
import afterimage.eventsourced.EventSourcedShop;
import afterimage.eventsourced.button.ButtonCommand;
import afterimage.eventsourced.cart.CartCommand;
import afterimage.eventsourced.cart.CartItem;
import afterimage.eventsourced.handling.ExpectedTag;
import afterimage.eventsourced.handling.Request;
import org.jspecify.annotations.Nullable;

/// The demo's shopping, done in the event-sourced app alone, so that there is something to ask
/// about.
final class Shopping {

  private Shopping() {}

  static void done(EventSourcedShop shop) {
    Scenario demo = Scenario.demo();
    Request request = new Request(new ExpectedTag.Any(), demo.actor(), null, null, null);
    for (Command command : demo.commands()) {
      switch (command) {
        case Command.MergeGuest(var cart, var guest) ->
            shop.carts().mergeGuest(cart, guest, request);
        case Command.OfCart of -> shop.carts().handle(of.cart(), cart(of), request);
        case Command.Press(var button, var presses) ->
            shop.buttons().handle(button, new ButtonCommand.Press(presses), request);
        case Command.SetButton(var button, var on) ->
            shop.buttons().handle(button, new ButtonCommand.Set(on), request);
        case Command.PriceArticle(var sku, var price) ->
            shop.articles().changePrice(sku, price, request);
      }
    }
  }

  private static CartCommand cart(Command.OfCart command) {
    return switch (command) {
      case Command.AddItem(_, var sku, var quantity, var price) ->
          new CartCommand.AddItem(sku, quantity, price);
      case Command.RemoveItem(_, var sku, var quantity, var reason) ->
          new CartCommand.RemoveItem(sku, quantity, reason);
      case Command.ChangeQuantity(_, var sku, var quantity) ->
          new CartCommand.ChangeQuantity(sku, quantity);
      case Command.CorrectPrice(_, var sku, var price) -> new CartCommand.CorrectPrice(sku, price);
      case Command.ApplyDiscount(_, var discount, var requirement) ->
          new CartCommand.ApplyDiscount(discount(discount), requirement(requirement));
      case Command.MergeGuest(_, var guest) ->
          throw new IllegalArgumentException("Cart %d is merged by the shop".formatted(guest));
      case Command.ClearCart _ -> new CartCommand.Clear();
      case Command.AbandonCart _ -> new CartCommand.Abandon();
      case Command.SaveCart(_, var lines) ->
          new CartCommand.Save(
              lines.stream()
                  .map(line -> new CartItem(line.sku(), line.quantity(), line.unitPrice()))
                  .toList());
      case Command.CheckOut _ -> new CartCommand.CheckOut();
    };
  }

  private static afterimage.eventsourced.cart.Discount discount(Discount discount) {
    return switch (discount) {
      case Discount.Amount(var amount) -> new afterimage.eventsourced.cart.Discount.Amount(amount);
      case Discount.Percent(var percent) ->
          new afterimage.eventsourced.cart.Discount.Percent(percent);
      case Discount.Free(var sku, var quantity) ->
          new afterimage.eventsourced.cart.Discount.Free(sku, quantity);
    };
  }

  private static afterimage.eventsourced.cart.@Nullable Requirement requirement(
      @Nullable Requirement requirement) {
    return switch (requirement) {
      case null -> null;
      case Requirement.Holds(var sku, var quantity) ->
          new afterimage.eventsourced.cart.Requirement.Holds(sku, quantity);
      case Requirement.Worth(var total) ->
          new afterimage.eventsourced.cart.Requirement.Worth(total);
    };
  }
}
