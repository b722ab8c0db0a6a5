package afterimage.eventsourced.cart;

import afterimage.eventsourced.handling.Money;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What somebody wants of a cart.
public sealed interface CartCommand {

  /// @param quantity from 1 to 1000
  /// @param unitPrice from 0.00 to 1000000.00
  record AddItem(String sku, int quantity, BigDecimal unitPrice) implements CartCommand {
    public AddItem {
      Limits.sku(sku);
      Limits.quantity(quantity);
      unitPrice = Limits.amount("unit price", unitPrice, Money.ZERO);
    }
  }

  /// @param quantity from 1 to 1000
  /// @param reason at most 200 characters, none of them a control character
  record RemoveItem(String sku, int quantity, @Nullable String reason) implements CartCommand {
    public RemoveItem {
      Limits.sku(sku);
      Limits.quantity(quantity);
      Limits.reason(reason);
    }
  }

  /// @param amount from 0.01 to 1000000.00, in addition to what was given before
  record ApplyDiscount(BigDecimal amount, @Nullable Requirement requirement)
      implements CartCommand {
    public ApplyDiscount {
      amount = Limits.amount("amount", amount, new BigDecimal("0.01"));
      if (requirement != null) {
        Limits.sku(requirement.sku());
        Limits.quantity(requirement.quantity());
      }
    }
  }

  record CheckOut() implements CartCommand {}

  /// What can be asked at all, whatever the cart holds.
  final class Limits {

    private static final Pattern SKU = Pattern.compile("[A-Za-z0-9_.~-]{1,64}");
    private static final BigDecimal MOST = new BigDecimal("1000000.00");

    private Limits() {}

    private static void sku(String sku) {
      if (!SKU.matcher(sku).matches()) {
        throw new IllegalArgumentException(
            "The sku is %s; expected 1 to 64 letters, digits and _.~-".formatted(sku));
      }
    }

    private static void quantity(int quantity) {
      if (quantity < 1 || quantity > 1000) {
        throw new IllegalArgumentException(
            "The quantity is %d; expected 1 to 1000".formatted(quantity));
      }
    }

    private static void reason(@Nullable String reason) {
      if (reason != null
          && (reason.codePointCount(0, reason.length()) > 200
              || reason.chars().anyMatch(Character::isISOControl))) {
        throw new IllegalArgumentException(
            "The reason has more than 200 characters or a control character");
      }
    }

    private static BigDecimal amount(String what, BigDecimal amount, BigDecimal least) {
      if (amount.compareTo(least) < 0 || amount.compareTo(MOST) > 0) {
        throw new IllegalArgumentException(
            "The %s is %s; expected %s to %s".formatted(what, amount, least, MOST));
      }
      return Money.exact(amount);
    }
  }
}
