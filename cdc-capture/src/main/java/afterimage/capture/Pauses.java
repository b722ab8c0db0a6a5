package afterimage.capture;

import java.time.Duration;

/// How long to wait before the next try: longer each time, until something went well.
final class Pauses {

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Duration next = FIRST;

  Duration next() {
    Duration pause = next;
    Duration doubled = pause.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return pause;
  }

  void wentWell() {
    next = FIRST;
  }
}
