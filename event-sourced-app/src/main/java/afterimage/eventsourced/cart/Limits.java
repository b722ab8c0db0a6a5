package afterimage.eventsourced.cart;

import afterimage.eventsourced.handling.Money;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What can be asked at all, whatever the cart holds. Each throws an [IllegalArgumentException]
/// that says what was found and what was expected.
final class Limits {

  private static final Pattern SKU = Pattern.compile("[A-Za-z0-9_.~-]{1,64}");
  private static final BigDecimal MOST = new BigDecimal("1000000.00");
  private static final BigDecimal LEAST = new BigDecimal("0.01");
  private static final int LINES = 1000;

  private Limits() {}

  static void sku(String sku) {
    if (!SKU.matcher(sku).matches()) {
      throw new IllegalArgumentException(
          "The sku is %s; expected 1 to 64 letters, digits and _.~-".formatted(sku));
    }
  }

  static void quantity(long quantity) {
    if (quantity < 1 || quantity > 1000) {
      throw new IllegalArgumentException(
          "The quantity is %d; expected 1 to 1000".formatted(quantity));
    }
  }

  static void reason(@Nullable String reason) {
    if (reason != null
        && (reason.codePointCount(0, reason.length()) > 200
            || reason.chars().anyMatch(Character::isISOControl))) {
      throw new IllegalArgumentException(
          "The reason has more than 200 characters or a control character");
    }
  }

  static BigDecimal amount(String what, BigDecimal amount, BigDecimal least) {
    if (amount.compareTo(least) < 0 || amount.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "The %s is %s; expected %s to %s".formatted(what, amount, least, MOST));
    }
    return Money.exact(amount);
  }

  static void discount(Discount discount) {
    switch (discount) {
      case Discount.Amount(BigDecimal amount) -> amount("amount", amount, LEAST);
      case Discount.Percent(int percent) -> {
        if (percent < 1 || percent > 100) {
          throw new IllegalArgumentException(
              "The discount is %d percent; expected 1 to 100".formatted(percent));
        }
      }
      case Discount.Free(String sku, int quantity) -> {
        sku(sku);
        quantity(quantity);
      }
    }
  }

  static void requirement(@Nullable Requirement requirement) {
    switch (requirement) {
      case null -> {}
      case Requirement.Holds(String sku, int quantity) -> {
        sku(sku);
        quantity(quantity);
      }
      case Requirement.Worth(BigDecimal total) -> amount("required total", total, LEAST);
    }
  }

  static void form(List<CartItem> items) {
    if (items.size() > LINES) {
      throw new IllegalArgumentException(
          "The form has %d items; expected at most %d".formatted(items.size(), LINES));
    }
    Set<String> skus = new HashSet<>();
    for (CartItem item : items) {
      sku(item.sku());
      quantity(item.quantity());
      amount("unit price", item.unitPrice(), Money.ZERO);
      if (!skus.add(item.sku())) {
        throw new IllegalArgumentException("The form has %s twice".formatted(item.sku()));
      }
    }
  }
}
