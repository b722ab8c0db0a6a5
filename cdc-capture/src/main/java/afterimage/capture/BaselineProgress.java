package afterimage.capture;

import afterimage.capture.sink.Generation;
import afterimage.capture.sink.Generations;
import java.util.concurrent.TimeUnit;

/// Tells how far a baseline is: to the listener each time, to the store now and then.
final class BaselineProgress {

  private static final long BETWEEN = TimeUnit.SECONDS.toNanos(2);

  private final Generations generations;
  private final Generation generation;
  private final long expected;
  private final Pipeline.Listener listener;
  private long rows;
  private long noted;
  private boolean begun;

  BaselineProgress(
      Generations generations, Generation generation, long expected, Pipeline.Listener listener) {
    this.generations = generations;
    this.generation = generation;
    this.expected = expected;
    this.listener = listener;
  }

  void rows(int more) {
    rows += more;
    listener.found(rows, Math.max(rows, expected));
    long now = System.nanoTime();
    if (!begun || now - noted > BETWEEN) {
      begun = true;
      noted = now;
      generations.progress(generation, rows, Math.max(rows, expected));
    }
  }

  /// What was expected was an estimate.
  void done() {
    generations.progress(generation, rows, rows);
  }
}
