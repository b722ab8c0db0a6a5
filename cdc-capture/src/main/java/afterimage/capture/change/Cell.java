package afterimage.capture.change;

import java.math.BigDecimal;

/// What a row says of one column.
public sealed interface Cell {

  /// @param value a `Long`, `Double`, `BigDecimal`, `Boolean`, or `String` for everything else
  record Value(Object value) implements Cell {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  record Null() implements Cell {
    @Override
    public String toString() {
      return "null";
    }
  }

  /// A TOASTed value that this change did not touch, and that PostgreSQL therefore did not send.
  record Unchanged() implements Cell {
    @Override
    public String toString() {
      return "(unchanged)";
    }
  }

  /// Equal values; numbers by what they are worth, so that 0.1 is 0.10.
  default boolean sameAs(Cell other) {
    if (this instanceof Value(BigDecimal a) && other instanceof Value(BigDecimal b)) {
      return a.compareTo(b) == 0;
    }
    return equals(other);
  }
}
