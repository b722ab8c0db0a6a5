package afterimage.eventsourced.handling;

import java.math.BigDecimal;

/// Amounts have exactly two decimals, so that equal ones are written alike.
public final class Money {

  public static final BigDecimal ZERO = new BigDecimal("0.00");

  /// Longer numbers are no prices, and some of them fill the memory when they are written out.
  private static final int MOST_DIGITS = 30;

  private Money() {}

  static boolean fits(BigDecimal amount) {
    BigDecimal plain = amount.stripTrailingZeros();
    return plain.scale() <= 2 && plain.precision() - plain.scale() <= MOST_DIGITS;
  }

  /// @throws IllegalArgumentException if two decimals do not hold it
  public static BigDecimal exact(BigDecimal amount) {
    if (!fits(amount)) {
      throw new IllegalArgumentException(
          "The amount is %s; expected at most two decimals".formatted(amount));
    }
    return amount.setScale(2);
  }
}
