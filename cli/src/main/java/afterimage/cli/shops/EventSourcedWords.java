package afterimage.cli.shops;

import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Discount;
import afterimage.comparison.scenario.Requirement;
import afterimage.eventsourced.cart.CartCommand;
import afterimage.eventsourced.cart.CartItem;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a workload and the event-sourced app each call the same.
final class EventSourcedWords {

  private EventSourcedWords() {}

  /// @throws IllegalArgumentException for a merge, which is of two carts
  static CartCommand of(Command.OfCart command) {
    return switch (command) {
      case Command.AddItem(_, var sku, var quantity, var unitPrice) ->
          new CartCommand.AddItem(sku, quantity, unitPrice);
      case Command.RemoveItem(_, var sku, var quantity, var reason) ->
          new CartCommand.RemoveItem(sku, quantity, reason);
      case Command.ChangeQuantity(_, var sku, var quantity) ->
          new CartCommand.ChangeQuantity(sku, quantity);
      case Command.CorrectPrice(_, var sku, var unitPrice) ->
          new CartCommand.CorrectPrice(sku, unitPrice);
      case Command.ApplyDiscount(_, var discount, var requirement) ->
          new CartCommand.ApplyDiscount(of(discount), of(requirement));
      case Command.MergeGuest merge ->
          throw new IllegalArgumentException(merge + " is of two carts");
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

  private static afterimage.eventsourced.cart.Discount of(Discount discount) {
    return switch (discount) {
      case Discount.Amount(BigDecimal amount) ->
          new afterimage.eventsourced.cart.Discount.Amount(amount);
      case Discount.Percent(int percent) ->
          new afterimage.eventsourced.cart.Discount.Percent(percent);
      case Discount.Free(String sku, int quantity) ->
          new afterimage.eventsourced.cart.Discount.Free(sku, quantity);
    };
  }

  private static afterimage.eventsourced.cart.@Nullable Requirement of(
      @Nullable Requirement requirement) {
    return switch (requirement) {
      case null -> null;
      case Requirement.Holds(String sku, int quantity) ->
          new afterimage.eventsourced.cart.Requirement.Holds(sku, quantity);
      case Requirement.Worth(BigDecimal total) ->
          new afterimage.eventsourced.cart.Requirement.Worth(total);
    };
  }
}
