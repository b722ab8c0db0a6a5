package afterimage.cli.compare;

import afterimage.cli.Cleanup;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C while something is measured. The thread that measures is interrupted, and has a while to
/// tell what it has before everything that it stands on is taken away.
public final class Interruption implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch told = new CountDownLatch(1);

  /// Of the thread that calls it.
  public Interruption(Cleanup cleanup) {
    Thread measuring = Thread.currentThread();
    cleanup.add(
        "tell what had been measured",
        () -> {
          if (cleanup.interrupted()) {
            measuring.interrupt();
            await();
          }
        });
  }

  private void await() {
    try {
      if (!told.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("it took more than %d s".formatted(PATIENCE_SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// All is told; the rest may be taken away.
  @Override
  public void close() {
    told.countDown();
  }
}
