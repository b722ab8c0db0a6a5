package afterimage.legacy.cart;

import java.math.BigDecimal;

/// Amounts have exactly two decimals, so that equal ones are written alike.
final class Money {

  static final BigDecimal ZERO = new BigDecimal("0.00");

  private Money() {}

  /// @throws IllegalArgumentException if two decimals do not hold it
  static BigDecimal exact(BigDecimal amount) {
    if (amount.stripTrailingZeros().scale() > 2) {
      throw new IllegalArgumentException(
          "The amount is %s; expected at most two decimals".formatted(amount));
    }
    return amount.setScale(2);
  }
}
