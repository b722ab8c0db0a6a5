package afterimage.capture.source;

import java.time.Duration;

/// Asks less often while nothing comes. The connector's queue does not sleep through the last
/// millisecond of a wait, so that asking it again and again takes a tenth of a processor or more,
/// for weeks, for nothing. The first transaction after a lull waits for a pause more.
final class Lull {

  /// About a second of empty answers.
  static final int BEGINS_AFTER = 200;

  static final Duration PAUSE = Duration.ofMillis(20);

  private int empty;

  /// @param records how many came when the connector was asked
  void came(int records) throws InterruptedException {
    empty = records == 0 ? Math.min(empty + 1, BEGINS_AFTER) : 0;
    if (isLasting()) {
      Thread.sleep(PAUSE);
    }
  }

  boolean isLasting() {
    return empty == BEGINS_AFTER;
  }
}
