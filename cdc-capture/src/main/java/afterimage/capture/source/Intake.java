package afterimage.capture.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whole transactions between the thread that reads the log and the one that carries them on. Who
/// adds waits while there is much; who takes is given everything, so that more is carried at once
/// the more there is.
final class Intake {

  /// Changes and bytes from which on who adds waits.
  private static final int CHANGES = 4_000;

  private static final long BYTES = 16L << 20;

  /// Changes for which who takes is woken though more is about to come.
  private static final int WORTH_WAKING = 500;

  private List<Assembled> waiting = new ArrayList<>();
  private int changes;
  private long bytes;
  private boolean closed;
  private @Nullable Throwable failure;

  /// Waits until there is room.
  ///
  /// @return false if it is closed, and the transaction is not in it
  synchronized boolean add(Assembled transaction) throws InterruptedException {
    while (!waiting.isEmpty() && (changes >= CHANGES || bytes >= BYTES) && !closed) {
      wait();
    }
    if (closed) {
      return false;
    }
    waiting.add(transaction);
    if (transaction instanceof Assembled.InMemory(var changeSet, long weight)) {
      changes += Math.max(1, changeSet.changes().size());
      bytes += weight;
    } else {
      // Nothing after it is read before it is stored.
      changes = CHANGES;
    }
    if (changes >= WORTH_WAKING || bytes >= BYTES) {
      notifyAll();
    }
    return true;
  }

  /// Nothing more is there to be added for now.
  synchronized void flush() {
    if (!waiting.isEmpty()) {
      notifyAll();
    }
  }

  /// Nothing more will be added, for this reason.
  synchronized void fail(Throwable reason) {
    failure = reason;
    notifyAll();
  }

  /// Takes everything.
  ///
  /// @param millis how long to wait if there is nothing
  /// @return empty if nothing came, or it is closed
  /// @throws RuntimeException the reason that nothing more will come for, once all is taken
  synchronized List<Assembled> take(long millis) throws InterruptedException {
    long until = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (waiting.isEmpty() && failure == null && !closed && left > 0) {
      wait(left);
      left = (until - System.nanoTime()) / 1_000_000;
    }
    if (waiting.isEmpty()) {
      throwFailure();
      return List.of();
    }
    List<Assembled> taken = waiting;
    waiting = new ArrayList<>();
    changes = 0;
    bytes = 0;
    notifyAll();
    return taken;
  }

  /// What is in it is let go of, and nothing is added any more.
  synchronized void close() {
    closed = true;
    waiting.forEach(Assembled::close);
    waiting = new ArrayList<>();
    notifyAll();
  }

  private void throwFailure() {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
