package afterimage.comparison.scenario;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Something a person asks of a shop.
public sealed interface Command {

  /// Whose stream it concerns, such as `cart-101`.
  String stream();

  /// In words, for a table.
  String words();

  record AddItem(long cart, String sku, int quantity, BigDecimal unitPrice) implements Command {
    @Override
    public String stream() {
      return "cart-" + cart;
    }

    @Override
    public String words() {
      return "add %s%s $%s".formatted(times(quantity), sku, unitPrice);
    }
  }

  /// @param reason why the customer does it
  record RemoveItem(long cart, String sku, int quantity, String reason) implements Command {
    @Override
    public String stream() {
      return "cart-" + cart;
    }

    @Override
    public String words() {
      return "remove %s%s (%s)".formatted(times(quantity), sku, reason);
    }
  }

  /// @param requirement what the cart must hold to earn it
  record ApplyDiscount(long cart, BigDecimal amount, @Nullable Requirement requirement)
      implements Command {
    @Override
    public String stream() {
      return "cart-" + cart;
    }

    @Override
    public String words() {
      return requirement == null
          ? "discount $" + amount
          : "discount $%s for %d %s".formatted(amount, requirement.quantity(), requirement.sku());
    }
  }

  record Requirement(String sku, int quantity) {}

  record CheckOut(long cart) implements Command {
    @Override
    public String stream() {
      return "cart-" + cart;
    }

    @Override
    public String words() {
      return "check out";
    }
  }

  /// @param presses how many in one request, that is in one transaction
  record Press(String button, int presses) implements Command {
    @Override
    public String stream() {
      return "button-" + button;
    }

    @Override
    public String words() {
      return presses == 1 ? "press" : "press %d times in one request".formatted(presses);
    }
  }

  private static String times(int quantity) {
    return quantity == 1 ? "" : quantity + " ";
  }
}
