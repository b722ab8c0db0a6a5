package afterimage.eventsourced.asking;

import afterimage.eventsourced.EventSourcedShop;
import afterimage.eventsourced.cart.CartCommand;
import afterimage.eventsourced.cart.CartItem;
import afterimage.eventsourced.cart.CartSubject;
import afterimage.eventsourced.cart.Carts;
import afterimage.eventsourced.cart.Discount;
import afterimage.eventsourced.handling.Refused;
import afterimage.eventsourced.handling.Request;
import afterimage.store.AsOf;
import afterimage.store.StreamQuery;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/// What nobody thought of doing with a few carts; much of it is refused.
public record RandomCarts(Random random) {

  private static final int CARTS = 8;

  /// So many commands, merges, catalogue prices and reverts.
  public void play(EventSourcedShop shop, int steps) {
    for (int i = 0; i < steps; i++) {
      long cart = random.nextLong(1, CARTS + 1L);
      try {
        switch (random.nextInt(20)) {
          case 0 -> shop.carts().mergeGuest(cart, random.nextLong(1, CARTS + 1L), Request.ANY);
          case 1 -> shop.articles().changePrice(sku(), money("1.20"), Request.ANY);
          case 2, 3 -> revert(shop, cart);
          default -> shop.carts().handle(cart, command(), Request.ANY);
        }
      } catch (Refused e) {
        // So it is with random commands.
      }
    }
  }

  private void revert(EventSourcedShop shop, long cart) {
    var last = shop.store().read(StreamQuery.of(Carts.stream(cart)).backwards().limit(1));
    if (!last.isEmpty()) {
      Compensation.revert(
          new CartSubject(shop.carts().handler(cart)),
          new AsOf.Version(random.nextLong(1, last.getFirst().version() + 1)),
          Request.ANY);
    }
  }

  CartCommand command() {
    String sku = sku();
    int quantity = 1 + random.nextInt(3);
    return switch (random.nextInt(16)) {
      case 0 -> new CartCommand.RemoveItem(sku, quantity, "expired");
      case 1 -> new CartCommand.ChangeQuantity(sku, quantity);
      case 2 -> new CartCommand.CorrectPrice(sku, money("0.80"));
      case 3 -> new CartCommand.TakeCataloguePrice(sku, money("1.20"));
      case 4 -> new CartCommand.ApplyDiscount(new Discount.Percent(10), null);
      case 5 -> new CartCommand.ApplyDiscount(new Discount.Free(sku, 1), null);
      case 6 -> new CartCommand.Clear();
      case 7 -> new CartCommand.Save(List.of(new CartItem(sku, quantity, money("1.00"))));
      case 8 -> new CartCommand.MergeGuest(99, List.of(new CartItem(sku, 1, money("1.00"))));
      case 9 -> random.nextInt(3) == 0 ? new CartCommand.Abandon() : new CartCommand.Clear();
      case 10 -> random.nextInt(3) == 0 ? new CartCommand.CheckOut() : new CartCommand.Clear();
      default -> new CartCommand.AddItem(sku, quantity, money("1.00"));
    };
  }

  private String sku() {
    return List.of("apple", "banana", "mango").get(random.nextInt(3));
  }

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }
}
