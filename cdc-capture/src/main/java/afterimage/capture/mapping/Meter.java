package afterimage.capture.mapping;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts the steps of one evaluation, and ends it when there are too many or a value grows too
/// large. Steps and not seconds, because the same row changes must give the same events on every
/// machine.
///
/// Each part of an expression that gets a value is a step, and so are every few characters, digits
/// or items of that value.
final class Meter implements CelEvaluationListener {

  static final long MOST_STEPS = 50_000_000;

  /// Of a value that an expression makes: characters, digits or items.
  static final long LARGEST = EventJson.LONGEST;

  /// How much of a value is one step.
  private static final int GRAIN = 8;

  /// From this size on a value is measured once: lists that hold one list many times may be huge.
  private static final int NOTABLE = 1_000;

  private @Nullable IdentityHashMap<Object, Long> measured;
  private long steps;
  private @Nullable String problem;

  @Override
  public void callback(CelExpr part, Object value) {
    if (isBeingBuilt(part) && value instanceof Collection<?> items) {
      // CEL copies what a macro has built so far, at each of its turns.
      steps += 1 + items.size() / GRAIN;
    } else {
      long size = size(value);
      steps += 1 + size / GRAIN;
      if (size > LARGEST && isMade(part)) {
        problem = "it makes a value of more than %,d characters or items".formatted(LARGEST);
      }
    }
    if (steps > MOST_STEPS) {
      problem = "it takes more than %,d steps".formatted(MOST_STEPS);
    }
    if (problem != null) {
      throw new IllegalStateException(problem);
    }
  }

  /// CEL's `||` takes an error for false; an evaluation that went too far still has no value.
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  private static boolean isMade(CelExpr part) {
    return part.getKind() != CelExpr.ExprKind.Kind.IDENT
        && part.getKind() != CelExpr.ExprKind.Kind.SELECT;
  }

  private static boolean isBeingBuilt(CelExpr part) {
    return switch (part.getKind()) {
      case IDENT -> part.ident().name().equals("@result");
      case CALL ->
          switch (part.call().function()) {
            case "_+_", "_?_:_" -> part.call().args().stream().anyMatch(Meter::isBeingBuilt);
            default -> false;
          };
      default -> false;
    };
  }

  private long size(Object value) {
    return switch (value) {
      case String text -> text.length();
      case Decimal number -> number.value().unscaledValue().bitLength() / 4;
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
