package afterimage.capture.mapping;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import dev.cel.runtime.ConcatenatedListView;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts the steps of one evaluation, and ends it when there are too many. Steps and not seconds,
/// because the same row changes must give the same events on every machine.
///
/// Each part of an expression that gets a value is a step, and so are so many characters, digits or
/// items of that value.
final class Meter implements CelEvaluationListener {

  static final long MOST_STEPS = 10_000_000;

  /// How much of a value is one step.
  private static final int GRAIN = 16;

  /// From this size on a value is measured once: lists that hold one list many times may be huge.
  private static final int NOTABLE = 1_000;

  private @Nullable IdentityHashMap<Object, Long> measured;
  private long steps;

  @Override
  public void callback(CelExpr part, Object value) {
    steps += 1 + size(value) / GRAIN;
    if (isExceeded()) {
      throw new IllegalStateException("it takes more than %,d steps".formatted(MOST_STEPS));
    }
  }

  /// CEL's `||` takes an error for false; an evaluation that went too far has no value all the
  // same.
  boolean isExceeded() {
    return steps > MOST_STEPS;
  }

  private long size(Object value) {
    return switch (value) {
      case String text -> text.length();
      case Decimal number -> number.value().unscaledValue().bitLength() / 4;
      // What a macro is still building comes by at each of its turns.
      case ConcatenatedListView<?> _ -> 0;
      case Collection<?> items -> measured(items, items);
      case Map<?, ?> fields -> measured(fields, fields.values());
      case Optional<?> optional -> optional.isPresent() ? size(optional.get()) : 0;
      default -> 1;
    };
  }

  private long measured(Object whole, Collection<?> parts) {
    Long known = measured == null ? null : measured.get(whole);
    if (known != null) {
      return known;
    }
    long size = parts.size();
    for (Object part : parts) {
      size = Math.min(size + size(part), GRAIN * (MOST_STEPS + 1));
    }
    if (size > NOTABLE) {
      measured = measured == null ? new IdentityHashMap<>() : measured;
      measured.put(whole, size);
    }
    return size;
  }
}
