package afterimage.comparison.costs;

import afterimage.capture.Pipeline;
import afterimage.capture.change.Cell;
import afterimage.capture.change.RowChange;
import afterimage.capture.translate.Translation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long after their commit events were stored, by the clocks of both machines. Of a poll, how
/// long after the carts that it found said that they were changed.
final class Delays implements Pipeline.Listener {

  private final InstantSource clock;
  private final List<Double> millis = new ArrayList<>();

  Delays(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void stored(Translation translation) {
    Instant now = clock.instant();
    if (translation.events().isEmpty()) {
      return;
    }
    boolean isPolled =
        translation.changeSet().changes().stream().anyMatch(RowChange.Found.class::isInstance);
    if (!isPolled) {
      add(translation.changeSet().committedAt(), now);
      return;
    }
    for (RowChange change : translation.changeSet().changes()) {
      if (change.after().cells().get("updated_at") instanceof Cell.Value(String at)) {
        add(Instant.parse(at), now);
      }
    }
  }

  private void add(Instant from, Instant until) {
    millis.add(Duration.between(from, until).toNanos() / 1e6);
  }

  /// Null if nothing was stored.
  synchronized RungCosts.@Nullable Millis millis() {
    return millis.isEmpty() ? null : Quantiles.of(millis);
  }
}
