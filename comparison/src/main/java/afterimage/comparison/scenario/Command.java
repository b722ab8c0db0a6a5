package afterimage.comparison.scenario;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something a person asks of a shop.
public sealed interface Command {

  /// Of one cart.
  sealed interface OfCart extends Command {
    long cart();
  }

  /// Of one button.
  sealed interface OfButton extends Command {
    String button();
  }

  record AddItem(long cart, String sku, int quantity, BigDecimal unitPrice) implements OfCart {}

  /// @param reason why the customer does it
  record RemoveItem(long cart, String sku, int quantity, String reason) implements OfCart {}

  record ChangeQuantity(long cart, String sku, int quantity) implements OfCart {}

  /// By an employee, in one cart.
  record CorrectPrice(long cart, String sku, BigDecimal unitPrice) implements OfCart {}

  /// @param requirement what the cart must be to earn it
  record ApplyDiscount(long cart, Discount discount, @Nullable Requirement requirement)
      implements OfCart {}

  /// @param guest whose cart goes into `cart`
  record MergeGuest(long cart, long guest) implements OfCart {}

  record ClearCart(long cart) implements OfCart {}

  record AbandonCart(long cart) implements OfCart {}

  record SaveCart(long cart, List<Line> lines) implements OfCart {
    public SaveCart {
      lines = List.copyOf(lines);
    }
  }

  record CheckOut(long cart) implements OfCart {}

  /// @param presses how many in one request, that is in one transaction
  record Press(String button, int presses) implements OfButton {}

  record SetButton(String button, boolean on) implements OfButton {}

  /// In the catalogue, and with it in every open cart.
  record PriceArticle(String sku, BigDecimal unitPrice) implements Command {}

  /// Whose stream it concerns first, such as `cart-101`.
  default String stream() {
    return switch (this) {
      case OfCart of -> "cart-" + of.cart();
      case OfButton of -> "button-" + of.button();
      case PriceArticle(String sku, BigDecimal _) -> "article-" + sku;
    };
  }

  /// The streams that it names; a price of the catalogue reaches further ones.
  default List<String> streams() {
    return this instanceof MergeGuest(long _, long guest)
        ? List.of(stream(), "cart-" + guest)
        : List.of(stream());
  }

  /// In words, for a table.
  default String words() {
    return switch (this) {
      case AddItem(_, var sku, var quantity, var unitPrice) ->
          "add %s%s $%s".formatted(times(quantity), sku, unitPrice);
      case RemoveItem(_, var sku, var quantity, var reason) ->
          "remove %s%s (%s)".formatted(times(quantity), sku, reason);
      case ChangeQuantity(_, var sku, var quantity) -> "make it %d %s".formatted(quantity, sku);
      case CorrectPrice(_, var sku, var unitPrice) ->
          "correct the price of %s to $%s".formatted(sku, unitPrice);
      case ApplyDiscount(_, var discount, var requirement) ->
          "discount " + words(discount) + words(requirement);
      case MergeGuest(_, var guest) -> "merge the guest's cart %d".formatted(guest);
      case ClearCart _ -> "clear";
      case AbandonCart _ -> "abandon";
      case SaveCart(_, var lines) ->
          "save the form "
              + lines.stream()
                  .map(line -> times(line.quantity()) + line.sku() + " $" + line.unitPrice())
                  .collect(joining(", ", "(", ")"));
      case CheckOut _ -> "check out";
      case Press(_, var presses) ->
          presses == 1 ? "press" : "press %d times in one request".formatted(presses);
      case SetButton(_, var on) -> "set " + (on ? "on" : "off");
      case PriceArticle(var sku, var unitPrice) -> "price %s $%s".formatted(sku, unitPrice);
    };
  }

  private static String words(Discount discount) {
    return switch (discount) {
      case Discount.Amount(BigDecimal amount) -> "$" + amount;
      case Discount.Percent(int percent) -> percent + " %";
      case Discount.Free(String sku, int quantity) -> times(quantity) + sku + " free";
    };
  }

  private static String words(@Nullable Requirement requirement) {
    return switch (requirement) {
      case null -> "";
      case Requirement.Holds(String sku, int quantity) -> " for %d %s".formatted(quantity, sku);
      case Requirement.Worth(BigDecimal total) -> " from $" + total;
    };
  }

  private static String times(int quantity) {
    return quantity == 1 ? "" : quantity + " ";
  }
}
