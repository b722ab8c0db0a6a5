package afterimage.capture;

import java.time.Duration;
import org.postgresql.replication.LogSequenceNumber;

/// Up to where a source has been handled. One thread moves it on, others wait for it.
final class Progress {

  private LogSequenceNumber end;

  Progress(LogSequenceNumber end) {
    this.end = end;
  }

  synchronized LogSequenceNumber end() {
    return end;
  }

  synchronized void moveTo(LogSequenceNumber place) {
    end = place;
    notifyAll();
  }

  /// @return false if the place was not reached within the time
  synchronized boolean await(LogSequenceNumber place, Duration patience)
      throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (end.compareTo(place) < 0) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(Math.max(1, left / 1_000_000));
    }
    return true;
  }
}
