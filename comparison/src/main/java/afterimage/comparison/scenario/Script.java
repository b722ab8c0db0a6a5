package afterimage.comparison.scenario;

/// What somebody with a console does to the rows of a cart, and the command that it comes to, so
/// that where nobody can write behind the app the same can be asked. None of it keeps `updated_at`.
final class Script {

  private Script() {}

  /// @param line of the cart
  static Deed.Behind of(ModelCart cart, Line line, Chance chance, String commandId) {
    String sku = line.sku();
    String here = "cart_id = %d and sku = '%s'".formatted(cart.id(), sku);
    return switch (chance.below(5)) {
      case 0, 1 -> {
        var price = line.unitPrice().add(chance.cents(1, 30));
        yield behind(
            "put prices right that an import got wrong",
            "update cart_items set unit_price = %s where %s".formatted(price, here),
            new Command.CorrectPrice(cart.id(), sku, price),
            commandId);
      }
      case 2 -> {
        int quantity = line.quantity() + 1;
        yield behind(
            "round quantities up to what a box holds",
            "update cart_items set quantity = %d where %s".formatted(quantity, here),
            new Command.ChangeQuantity(cart.id(), sku, quantity),
            commandId);
      }
      case 3 -> {
        String recalled = "recalled by the supplier";
        yield behind(
            recalled,
            "delete from cart_items where " + here,
            new Command.RemoveItem(cart.id(), sku, line.quantity(), recalled),
            commandId);
      }
      default ->
          behind(
              "empty carts that were made by a robot",
              "delete from cart_items where cart_id = %d; update carts set discount = 0 where id = %d"
                  .formatted(cart.id(), cart.id()),
              new Command.ClearCart(cart.id()),
              commandId);
    };
  }

  /// Old carts go without anybody being told.
  static Deed.Behind away(ModelCart cart, String commandId) {
    return behind(
        "make room in the table of carts",
        "delete from carts where id = %d".formatted(cart.id()),
        new Command.AbandonCart(cart.id()),
        commandId);
  }

  private static Deed.Behind behind(String words, String sql, Command meant, String commandId) {
    return new Deed.Behind(words, sql, meant, new Sender(People.MAINTENANCE, words, commandId));
  }
}
