package afterimage.eventsourced.handling;

import afterimage.store.VersionConflict;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Whoever was overtaken reads and decides again.
public final class Overtaken {

  /// Of several writers at least one gets through each time, so this many times in vain means a
  /// crowd; better to say so than to keep all of them waiting.
  static final int TRIES = 10;

  private Overtaken() {}

  /// @throws VersionConflict if others got in between each time
  public static <T> T again(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (VersionConflict conflict) {
        // Reading again tells whether the sender's expectation still holds.
        if (attempt == TRIES) {
          throw conflict;
        }
        pause(attempt);
      }
    }
  }

  private static void pause(int attempt) {
    // Of different length for each, so that those who collided do not collide again.
    LockSupport.parkNanos(
        ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(attempt)));
  }
}
