package afterimage.capture.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Hands things from one thread to the next, in order. Holds a few: who puts waits for who takes.
/// Once it is closed nothing is put and nothing is taken any more.
final class Belt<T> {

  private final int room;
  private final Deque<T> waiting = new ArrayDeque<>();
  private boolean closed;

  /// @param room how many may wait
  Belt(int room) {
    this.room = room;
  }

  /// Waits until there is room.
  ///
  /// @return false if it is closed
  synchronized boolean put(T thing) throws InterruptedException {
    while (waiting.size() >= room && !closed) {
      wait();
    }
    if (closed) {
      return false;
    }
    waiting.add(thing);
    notifyAll();
    return true;
  }

  /// Waits until there is something, and takes whatever else is there.
  ///
  /// @param most how many to take
  /// @return empty if it is closed
  synchronized List<T> take(int most) throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    List<T> taken = new ArrayList<>();
    while (!closed && taken.size() < most && !waiting.isEmpty()) {
      taken.add(waiting.remove());
    }
    notifyAll();
    return taken;
  }

  synchronized void close() {
    closed = true;
    waiting.clear();
    notifyAll();
  }
}
