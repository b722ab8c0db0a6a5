package afterimage.capture;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Another iterator's elements, made on a thread of their own a few ahead of whoever takes them.
final class Ahead<T> implements Iterator<T>, AutoCloseable {

  private static final int ROOM = 4;

  private final BlockingQueue<Made<T>> made = new ArrayBlockingQueue<>(ROOM);
  private final Thread thread;
  private @Nullable Made<T> next;

  /// One element, or the end and why it came.
  private sealed interface Made<T> {
    record One<T>(T element) implements Made<T> {}

    record End<T>(@Nullable Throwable failure) implements Made<T> {}
  }

  private Ahead(String name, Iterator<T> elements) {
    this.thread = Thread.ofPlatform().name(name).daemon().start(() -> make(elements));
  }

  /// @param name of the thread
  /// @param elements used by that thread alone from here on
  static <T> Ahead<T> of(String name, Iterator<T> elements) {
    return new Ahead<>(name, elements);
  }

  private void make(Iterator<T> elements) {
    try {
      try {
        while (elements.hasNext()) {
          made.put(new Made.One<>(elements.next()));
        }
        made.put(new Made.End<>(null));
      } catch (RuntimeException | Error e) {
        made.put(new Made.End<>(e));
      }
    } catch (InterruptedException e) {
      // Nobody takes them any more.
      Thread.currentThread().interrupt();
    }
  }

  /// @throws RuntimeException what making the next one failed with
  @Override
  public boolean hasNext() {
    return switch (peek()) {
      case Made.One<T> _ -> true;
      case Made.End<T>(Throwable failure) -> {
        switch (failure) {
          case null -> {}
          case RuntimeException e -> throw e;
          case Error e -> throw e;
          default -> throw new IllegalStateException(failure);
        }
        yield false;
      }
    };
  }

  @Override
  public T next() {
    if (!hasNext() || !(peek() instanceof Made.One<T>(T element))) {
      throw new NoSuchElementException();
    }
    next = null;
    return element;
  }

  private Made<T> peek() {
    Made<T> one = next;
    if (one == null) {
      try {
        one = made.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while waiting for " + thread.getName(), e);
      }
      next = one;
    }
    return one;
  }

  /// Ends making. What is read for it is not touched any more once this has returned.
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      made.clear();
      try {
        thread.join(10);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
