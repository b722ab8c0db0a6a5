package afterimage.eventsourced.projection;

import afterimage.eventsourced.cart.Cart;
import afterimage.eventsourced.cart.CartEvent;
import afterimage.store.Certainty;
import afterimage.store.RecordedEvent;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One event of a cart, and the states around it.
///
/// @param weakest the least certain of the cart's events up to this one; empty if none was derived
record CartStep(
    RecordedEvent recorded, CartEvent event, Cart before, Cart after, Optional<Certainty> weakest) {

  /// The last step of each cart, which shows what it is by then.
  static Collection<CartStep> last(List<CartStep> steps) {
    Map<Long, CartStep> last = new LinkedHashMap<>();
    steps.forEach(step -> last.put(step.cart(), step));
    return last.values();
  }

  long cart() {
    return after.id();
  }

  OffsetDateTime happenedAt() {
    return recorded.happenedAt().atOffset(ZoneOffset.UTC);
  }

  /// As it stands in tables and answers; null if nothing was derived.
  @Nullable String certainty() {
    return text(weakest);
  }

  static @Nullable String text(Optional<Certainty> certainty) {
    return certainty.map(c -> c.name().toLowerCase(Locale.ROOT)).orElse(null);
  }
}
