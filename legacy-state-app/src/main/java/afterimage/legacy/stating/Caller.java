package afterimage.legacy.stating;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who asks for a use case, why, and under which name. The rows have no columns for it.
public record Caller(@Nullable String actor, @Nullable String reason, @Nullable String commandId) {

  private static final ScopedValue<Caller> CURRENT = ScopedValue.newInstance();
  private static final Caller NOBODY = new Caller(null, null, null);

  /// Does something of which this caller is the one who asked for it.
  public <T> T asks(Supplier<T> what) {
    return ScopedValue.where(CURRENT, this).call(what::get);
  }

  static Caller current() {
    return CURRENT.isBound() ? CURRENT.get() : NOBODY;
  }
}
