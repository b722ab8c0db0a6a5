package afterimage.capture.mapping;

import afterimage.capture.change.NotFinite;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's `numeric` in an expression: equal if worth the same, whatever the digits after the
/// point, which it keeps. NaN is equal to itself and greater than all others, as PostgreSQL has it.
///
/// @param special what it is if it is no number of digits; `value` is 0 then
record Decimal(BigDecimal value, @Nullable NotFinite special) implements Comparable<Decimal> {

  /// What PostgreSQL's `numeric` can hold.
  private static final int MOST_DIGITS = 131_072;

  private static final int MOST_DECIMALS = 16_383;

  /// With sign, point and exponent. Reading digits takes time that grows with their square.
  private static final int LONGEST_TEXT = MOST_DIGITS + MOST_DECIMALS + 20;

  Decimal {
    if (value.scale() > MOST_DECIMALS || value.precision() - (long) value.scale() > MOST_DIGITS) {
      throw new ArithmeticException("it has more digits than a numeric can have");
    }
  }

  Decimal(BigDecimal value) {
    this(value, null);
  }

  static Decimal of(long value) {
    return new Decimal(BigDecimal.valueOf(value));
  }

  static Decimal of(NotFinite special) {
    return new Decimal(BigDecimal.ZERO, special);
  }

  /// @throws NumberFormatException if it is neither a number nor one of PostgreSQL's special values
  static Decimal parse(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new ArithmeticException("it has more digits than a numeric can have");
    }
    Optional<NotFinite> special = NotFinite.of(text);
    return special.isPresent() ? of(special.get()) : new Decimal(new BigDecimal(text));
  }

  Decimal plus(Decimal other) {
    return finite(other) ? new Decimal(value.add(other.value)) : of(rough() + other.rough());
  }

  Decimal minus(Decimal other) {
    return finite(other) ? new Decimal(value.subtract(other.value)) : of(rough() - other.rough());
  }

  Decimal times(Decimal other) {
    return finite(other) ? new Decimal(value.multiply(other.value)) : of(rough() * other.rough());
  }

  /// What stands in a cell.
  Object cell() {
    return special == null ? value : special;
  }

  private boolean finite(Decimal other) {
    return special == null && other.special == null;
  }

  /// Of a number only its sign counts beside an infinity or NaN.
  private double rough() {
    return switch (special) {
      case null -> value.signum();
      case NAN -> Double.NaN;
      case INFINITY -> Double.POSITIVE_INFINITY;
      case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
    };
  }

  private static Decimal of(double rough) {
    return of(
        Double.isNaN(rough)
            ? NotFinite.NAN
            : rough > 0 ? NotFinite.INFINITY : NotFinite.NEGATIVE_INFINITY);
  }

  @Override
  public int compareTo(Decimal other) {
    return finite(other) ? value.compareTo(other.value) : Double.compare(rough(), other.rough());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Decimal d && special == d.special && value.compareTo(d.value) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(value.stripTrailingZeros(), special);
  }

  @Override
  public String toString() {
    return special == null ? value.toPlainString() : special.toString();
  }
}
