package afterimage.comparison.scenario;

/// The same commands about other carts, articles and buttons, so that they can be given once more
/// to apps that remember the first time.
///
/// @param run of each time its own; 0 leaves the names as they are
public record Renamed(int run) {

  private static final long APART = 1000;

  public Command of(Command command) {
    return switch (command) {
      case Command.AddItem(var cart, var sku, var quantity, var unitPrice) ->
          new Command.AddItem(cart(cart), name(sku), quantity, unitPrice);
      case Command.RemoveItem(var cart, var sku, var quantity, var reason) ->
          new Command.RemoveItem(cart(cart), name(sku), quantity, reason);
      case Command.ChangeQuantity(var cart, var sku, var quantity) ->
          new Command.ChangeQuantity(cart(cart), name(sku), quantity);
      case Command.CorrectPrice(var cart, var sku, var unitPrice) ->
          new Command.CorrectPrice(cart(cart), name(sku), unitPrice);
      case Command.ApplyDiscount(var cart, var discount, var requirement) ->
          new Command.ApplyDiscount(
              cart(cart),
              discount instanceof Discount.Free(var sku, var quantity)
                  ? new Discount.Free(name(sku), quantity)
                  : discount,
              requirement instanceof Requirement.Holds(var sku, var quantity)
                  ? new Requirement.Holds(name(sku), quantity)
                  : requirement);
      case Command.MergeGuest(var cart, var guest) ->
          new Command.MergeGuest(cart(cart), cart(guest));
      case Command.ClearCart(var cart) -> new Command.ClearCart(cart(cart));
      case Command.AbandonCart(var cart) -> new Command.AbandonCart(cart(cart));
      case Command.SaveCart(var cart, var lines) ->
          new Command.SaveCart(
              cart(cart),
              lines.stream()
                  .map(line -> new Line(name(line.sku()), line.quantity(), line.unitPrice()))
                  .toList());
      case Command.CheckOut(var cart) -> new Command.CheckOut(cart(cart));
      case Command.Press(var button, var presses) -> new Command.Press(name(button), presses);
      case Command.SetButton(var button, var on) -> new Command.SetButton(name(button), on);
      case Command.PriceArticle(var sku, var unitPrice) ->
          new Command.PriceArticle(name(sku), unitPrice);
    };
  }

  private long cart(long cart) {
    return run * APART + cart;
  }

  private String name(String name) {
    return run == 0 ? name : name + "-" + run;
  }
}
