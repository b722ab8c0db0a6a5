package afterimage.comparison.ladder;

import afterimage.capture.Pipeline;
import afterimage.capture.translate.Reading;
import afterimage.capture.translate.Translation;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what becomes of row changes, as they are stored.
final class Tally implements Pipeline.Listener {

  private final AtomicLong rowChanges = new AtomicLong();
  private final AtomicLong explained = new AtomicLong();
  private final AtomicLong ignored = new AtomicLong();
  private final AtomicLong unexplained = new AtomicLong();

  @Override
  public void stored(Translation translation) {
    rowChanges.addAndGet(translation.changeSet().changes().size());
    explained.addAndGet(translation.count(Reading.Explained.class));
    ignored.addAndGet(translation.count(Reading.Ignored.class));
    unexplained.addAndGet(translation.count(Reading.Unexplained.class));
  }

  /// @throws IllegalArgumentException if they do not add up
  Accounting accounting() {
    return new Accounting(rowChanges.get(), explained.get(), ignored.get(), unexplained.get());
  }
}
