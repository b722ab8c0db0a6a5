package afterimage.capture.change;

import java.math.BigDecimal;
import java.util.List;

/// What a row says of one column.
public sealed interface Cell {

  /// @param value a `Long`, `Double`, `BigDecimal`, [NotFinite], `Boolean`, a `List` of cells for
  ///     an
  ///     array, or a `String` for everything else
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
    if (this instanceof Value(List<?> a) && other instanceof Value(List<?> b)) {
      return a.size() == b.size() && allSame(a, b);
    }
    return equals(other);
  }

  private static boolean allSame(List<?> a, List<?> b) {
    for (int i = 0; i < a.size(); i++) {
      if (!(a.get(i) instanceof Cell one && b.get(i) instanceof Cell two && one.sameAs(two))) {
        return false;
      }
    }
    return true;
  }
}
