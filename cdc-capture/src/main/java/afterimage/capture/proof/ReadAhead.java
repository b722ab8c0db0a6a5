package afterimage.capture.proof;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Reads on a thread of its own while the thread that asks uses what came, so that the server that
/// is read and whoever uses it do not wait for each other. What is read ahead is bounded.
final class ReadAhead<T> {

  private static final int IN_ONE_BATCH = 500;
  private static final int BATCHES = 4;

  private final BlockingQueue<List<T>> batches = new ArrayBlockingQueue<>(BATCHES);
  private List<T> gathered = new ArrayList<>(IN_ONE_BATCH);
  private volatile boolean wanted = true;

  /// Why reading ended; set before the empty batch that says that it did.
  private @Nullable Throwable failure;

  private ReadAhead() {}

  /// Hands over one after the other, on the thread that reads.
  @FunctionalInterface
  interface Reading<T> {
    void to(Sink<T> sink) throws SQLException;
  }

  @FunctionalInterface
  interface Sink<T> {
    /// @return false if no more is wanted
    boolean put(T one);
  }

  @FunctionalInterface
  interface Taker<T> {
    /// @return false if no more is wanted
    boolean take(T one) throws SQLException;
  }

  /// Comes back when all was taken, or no more was wanted; then nothing is read any more.
  ///
  /// @throws SQLException what reading or taking failed with
  static <T> void run(Reading<T> reading, Taker<T> taker) throws SQLException {
    new ReadAhead<T>().read(reading, taker);
  }

  private void read(Reading<T> reading, Taker<T> taker) throws SQLException {
    Thread thread =
        Thread.ofPlatform().name("afterimage-read-ahead").daemon().start(() -> fill(reading));
    try {
      boolean more = true;
      while (more) {
        List<T> batch = batches.take();
        more = !batch.isEmpty();
        for (int i = 0; more && i < batch.size(); i++) {
          more = taker.take(batch.get(i));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProofProblem("Interrupted", e);
    } finally {
      end(thread);
    }
    throwFailure();
  }

  /// Whoever reads uses a connection that its owner goes on to use, so it has to have ended.
  private void end(Thread thread) {
    wanted = false;
    // It waits for room at most once: before the next time it sees that no more is wanted.
    batches.clear();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void fill(Reading<T> reading) {
    try {
      reading.to(this::gather);
      handOver();
    } catch (SQLException | RuntimeException | Error e) {
      failure = e;
    }
    put(List.of());
  }

  private boolean gather(T one) {
    gathered.add(one);
    if (gathered.size() == IN_ONE_BATCH) {
      handOver();
    }
    return wanted;
  }

  private void handOver() {
    if (!gathered.isEmpty()) {
      put(gathered);
      gathered = new ArrayList<>(IN_ONE_BATCH);
    }
  }

  private void put(List<T> batch) {
    try {
      batches.put(batch);
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the thread that reads", e);
    }
  }

  private void throwFailure() throws SQLException {
    switch (failure) {
      case null -> {}
      case SQLException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
