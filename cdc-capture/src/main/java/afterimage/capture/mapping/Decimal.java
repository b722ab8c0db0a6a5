package afterimage.capture.mapping;

import java.math.BigDecimal;

/// PostgreSQL's `numeric` in an expression: equal if worth the same, whatever the digits after the
/// point, which it keeps.
record Decimal(BigDecimal value) implements Comparable<Decimal> {

  static Decimal of(long value) {
    return new Decimal(BigDecimal.valueOf(value));
  }

  @Override
  public int compareTo(Decimal other) {
    return value.compareTo(other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Decimal(BigDecimal v) && value.compareTo(v) == 0;
  }

  @Override
  public int hashCode() {
    return value.stripTrailingZeros().hashCode();
  }

  @Override
  public String toString() {
    return value.toPlainString();
  }
}
