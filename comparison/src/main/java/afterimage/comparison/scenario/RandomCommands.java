package afterimage.comparison.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Commands that nobody thought of: few carts, articles and prices, so that they meet; many that
/// are refused. The same seed gives the same commands.
public final class RandomCommands {

  private static final List<String> SKUS = List.of("apple", "banana", "mango");
  private static final List<String> REASONS = List.of("changed my mind", "out of stock", "expired");
  private static final int CARTS = 4;

  private final Random random;

  public RandomCommands(long seed) {
    this.random = new Random(seed);
  }

  public List<Command> next(int count) {
    List<Command> commands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      commands.add(next());
    }
    return commands;
  }

  private Command next() {
    long cart = cart();
    String sku = one(SKUS);
    int quantity = random.nextInt(10) == 0 ? 1000 : 1 + random.nextInt(3);
    return switch (random.nextInt(40)) {
      case 0, 1, 2, 3 -> new Command.RemoveItem(cart, sku, 1 + random.nextInt(2), one(REASONS));
      case 4, 5, 6 -> new Command.ChangeQuantity(cart, sku, quantity);
      case 7, 8 -> new Command.CorrectPrice(cart, sku, price());
      case 9, 10, 11, 12 -> new Command.ApplyDiscount(cart, discount(sku), requirement(sku));
      case 13, 14, 15 -> new Command.MergeGuest(cart, cart());
      case 16 -> new Command.ClearCart(cart);
      case 17 -> new Command.AbandonCart(cart);
      case 18, 19, 20 -> new Command.SaveCart(cart, lines());
      case 21 -> new Command.CheckOut(cart);
      case 22, 23 -> new Command.Press("lamp", 1 + random.nextInt(3));
      case 24, 25 -> new Command.SetButton("lamp", random.nextBoolean());
      case 26, 27, 28 -> new Command.PriceArticle(sku, price());
      default -> new Command.AddItem(cart, sku, quantity, price());
    };
  }

  private long cart() {
    return random.nextLong(1, CARTS + 1L);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /// Mostly the same, so that not every second item is refused for it.
  private BigDecimal price() {
    return new BigDecimal(random.nextInt(4) == 0 ? "0.33" : "1.00");
  }

  private Discount discount(String sku) {
    return switch (random.nextInt(3)) {
      case 0 -> new Discount.Amount(BigDecimal.valueOf(1 + random.nextInt(120), 2));
      case 1 -> new Discount.Percent(1 + random.nextInt(40));
      default -> new Discount.Free(sku, 1 + random.nextInt(2));
    };
  }

  private @Nullable Requirement requirement(String sku) {
    return switch (random.nextInt(4)) {
      case 0 -> new Requirement.Holds(sku, 1 + random.nextInt(3));
      case 1 -> new Requirement.Worth(BigDecimal.valueOf(100 + random.nextInt(300), 2));
      default -> null;
    };
  }

  private List<Line> lines() {
    return SKUS.stream()
        .filter(_ -> random.nextBoolean())
        .map(sku -> new Line(sku, 1 + random.nextInt(3), price()))
        .toList();
  }
}
