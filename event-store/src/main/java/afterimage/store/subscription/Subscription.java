package afterimage.store.subscription;

import afterimage.store.StoreObserver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A consumer at work, on a thread of its own, until it is closed. If it fails it tries again,
/// after longer and longer pauses, and nothing is passed over.
public final class Subscription implements AutoCloseable {

  /// One turn of the work.
  @FunctionalInterface
  public interface Step {
    /// @param reached what the last turn reached
    Turn take(long reached) throws Exception;
  }

  /// What a turn did.
  ///
  /// @param events how many
  /// @param reached up to which position everything is done
  /// @param readable what could be read
  public record Turn(int events, long reached, long readable) {}

  private static final System.Logger LOG = System.getLogger(Subscription.class.getName());
  // A wake-up may be lost; so much later it does not matter any more.
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final String name;
  private final Step step;
  private final Wakeups wakeups;
  private final StoreObserver observer;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private long reached;
  private @Nullable Throwable failure;
  private volatile boolean closed;

  private Subscription(String name, Step step, Wakeups wakeups, StoreObserver observer) {
    this.name = name;
    this.step = step;
    this.wakeups = wakeups;
    this.observer = observer;
    this.thread = Thread.ofVirtual().name("afterimage-" + name).unstarted(this::run);
  }

  /// Takes turns from now on.
  public static Subscription start(
      String name, Step step, Wakeups wakeups, StoreObserver observer) {
    Subscription subscription = new Subscription(name, step, wakeups, observer);
    subscription.thread.start();
    return subscription;
  }

  /// The position up to which everything is done, as far as is known here.
  public long position() {
    lock.lock();
    try {
      return reached;
    } finally {
      lock.unlock();
    }
  }

  /// Why it does not go on; null while it does.
  public @Nullable Throwable failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until everything up to a position is done.
  ///
  /// @return whether it is; false if it took longer
  public boolean await(long position, Duration longest) throws InterruptedException {
    long nanos = longest.toNanos();
    lock.lock();
    try {
      while (reached < position && nanos > 0) {
        nanos = moved.awaitNanos(nanos);
      }
      return reached >= position;
    } finally {
      lock.unlock();
    }
  }

  /// Ends after the turn that is being taken.
  @Override
  public void close() {
    closed = true;
    wakeups.wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    int failures = 0;
    while (!closed) {
      long generation = wakeups.generation();
      try {
        long start = System.nanoTime();
        Turn turn = step.take(position());
        failures = 0;
        done(turn);
        if (turn.events > 0) {
          observer.advanced(
              name,
              turn.events,
              Math.max(0, turn.readable - turn.reached),
              Duration.ofNanos(System.nanoTime() - start));
        }
        if (turn.reached >= turn.readable && !closed) {
          wakeups.await(generation, LOOK_AGAIN);
        }
      } catch (InterruptedException e) {
        return;
      } catch (Throwable e) {
        // Of any kind: a subscription that has ended without a word is the worst of them.
        failed(e, ++failures);
      }
    }
  }

  private void done(Turn turn) {
    lock.lock();
    try {
      reached = Math.max(reached, turn.reached);
      failure = null;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void failed(Throwable e, int failures) {
    lock.lock();
    try {
      failure = e;
    } finally {
      lock.unlock();
    }
    observer.failed(name, e);
    if (failures == 1) {
      LOG.log(System.Logger.Level.WARNING, name + " failed and will try again: " + e, e);
    }
    Duration pause =
        Duration.ofMillis(50L << Math.min(failures, 10)).compareTo(LONGEST_PAUSE) < 0
            ? Duration.ofMillis(50L << Math.min(failures, 10))
            : LONGEST_PAUSE;
    long until = System.nanoTime() + pause.toNanos();
    try {
      for (long left = pause.toNanos(); left > 0 && !closed; left = until - System.nanoTime()) {
        // In parts, so that a close is not kept waiting.
        TimeUnit.NANOSECONDS.sleep(Math.min(left, TimeUnit.MILLISECONDS.toNanos(50)));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
