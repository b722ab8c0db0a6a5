package afterimage.eventsourced.rest;

import afterimage.eventsourced.handling.Refused;
import afterimage.store.PostgresEventStore;
import afterimage.store.subscription.Wakeups;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads `?atLeast=`: the position that an answer must have seen, such as the one in the `Position`
/// of the answer to a command.
final class AtLeast {

  /// Whoever waits holds no connection to the database meanwhile.
  static final Duration LONGEST = Duration.ofSeconds(5);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private AtLeast() {}

  /// Waits until everything up to there can be read.
  ///
  /// @throws Refused if it takes longer
  static void readable(Shops.Over over, @Nullable String position) throws InterruptedException {
    if (position == null) {
      return;
    }
    long goal = Long.parseLong(position);
    PostgresEventStore store = over.named().store();
    Wakeups wakeups = over.named().wakeups();
    long until = System.nanoTime() + LONGEST.toNanos();
    while (true) {
      long generation = wakeups.generation();
      long reached = store.readablePosition();
      if (reached >= goal) {
        return;
      }
      long left = until - System.nanoTime();
      if (left <= 0) {
        throw new Refused(
            "position-not-reached",
            "The store %s is at position %d; expected %d or more within %d s. Ask again, or for less."
                .formatted(over.named().name(), reached, goal, LONGEST.toSeconds()));
      }
      Duration rest = Duration.ofNanos(left);
      wakeups.await(generation, rest.compareTo(LOOK_AGAIN) < 0 ? rest : LOOK_AGAIN);
    }
  }
}
