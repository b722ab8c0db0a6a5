package afterimage.capture.source;

import afterimage.capture.change.ChangeSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Carries transactions through a handler's two steps, each on a thread of its own. The thread that
/// reads the log puts them on, and asks what has been stored.
final class Conveyor<P> implements AutoCloseable {

  /// Batches that wait before a step: enough that no thread waits for a short pause of the other.
  private static final int WAITING = 4;

  /// Batches that share a commit of the store. Under little load there is one; under a backlog a
  /// commit's cost is divided.
  private static final int IN_ONE_COMMIT = 4;

  private final ChangeSource.Handler<P> handler;
  private final Belt<Load> read = new Belt<>(1);
  private final Belt<Ready<P>> prepared = new Belt<>(WAITING);
  private final AtomicReference<@Nullable LogSequenceNumber> stored = new AtomicReference<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Underway underway = new Underway();
  private final Thread preparing;
  private final Thread storing;

  /// @param end of the last transaction
  private record Load(List<ChangeSet> transactions, LogSequenceNumber end) {}

  private record Ready<P>(P transactions, LogSequenceNumber end) {}

  /// How many loads were put and are not stored.
  private static final class Underway {
    private int loads;
    private boolean closed;

    synchronized void begin() {
      loads++;
    }

    synchronized void end(int of) {
      loads -= of;
      notifyAll();
    }

    synchronized void close() {
      closed = true;
      notifyAll();
    }

    synchronized boolean awaitNone() throws InterruptedException {
      while (loads > 0 && !closed) {
        wait();
      }
      return loads == 0;
    }
  }

  private interface Step {
    /// @return whether to go on
    boolean take() throws InterruptedException;
  }

  Conveyor(ChangeSource.Handler<P> handler) {
    this.handler = handler;
    this.preparing = start("prepare", this::prepare);
    this.storing = start("store", this::store);
  }

  /// Waits while too much is under way.
  ///
  /// @throws RuntimeException what a step failed with; then nothing is taken any more
  void put(List<ChangeSet> transactions, LogSequenceNumber end) throws InterruptedException {
    underway.begin();
    read.put(new Load(List.copyOf(transactions), end));
    throwFailure();
  }

  /// Waits until everything that was put on it is stored.
  ///
  /// @return false if it was closed before
  /// @throws RuntimeException what a step failed with
  boolean awaitStored() throws InterruptedException {
    boolean all = underway.awaitNone();
    throwFailure();
    return all;
  }

  /// The end of the last transaction that was stored since this was last asked; null if none was.
  ///
  /// @throws RuntimeException what a step failed with
  @Nullable LogSequenceNumber stored() {
    throwFailure();
    return stored.getAndSet(null);
  }

  /// Lets the steps end what they are at, and no more.
  ///
  /// @return the end of the last transaction that was stored since that was last asked
  @Nullable LogSequenceNumber end() {
    close();
    boolean interrupted = false;
    for (Thread thread : List.of(preparing, storing)) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return stored.getAndSet(null);
  }

  /// Wakes whoever waits.
  @Override
  public void close() {
    read.close();
    prepared.close();
    underway.close();
  }

  void throwFailure() {
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private boolean prepare() throws InterruptedException {
    for (Load load : read.take(1)) {
      return prepared.put(new Ready<>(handler.prepare(load.transactions), load.end));
    }
    return false;
  }

  private boolean store() throws InterruptedException {
    List<Ready<P>> ready = prepared.take(IN_ONE_COMMIT);
    if (ready.isEmpty()) {
      return false;
    }
    handler.store(ready.stream().map(Ready::transactions).toList());
    stored.set(ready.getLast().end);
    underway.end(ready.size());
    return true;
  }

  private Thread start(String name, Step step) {
    return Thread.ofPlatform()
        .name("afterimage-" + name)
        .daemon()
        .start(
            () -> {
              try {
                boolean goesOn = true;
                while (goesOn) {
                  goesOn = step.take();
                }
              } catch (InterruptedException | RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                close();
              }
            });
  }
}
