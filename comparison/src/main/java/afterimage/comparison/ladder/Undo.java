package afterimage.comparison.ladder;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// What a ladder leaves behind unless it is undone, the last that was begun first. Once it is
/// closed, what is begun late is undone at once: a rung may still be working when Ctrl-C comes.
public final class Undo implements AutoCloseable {

  private final Deque<Step> steps = new ArrayDeque<>();
  private final Consumer<String> failed;
  private boolean closed;

  public record Step(String what, Runnable undo) {}

  /// @param failed is told in one sentence of what could not be undone
  public Undo(Consumer<String> failed) {
    this.failed = failed;
  }

  /// @return to be given to [#now]
  public synchronized Step add(String what, Runnable undo) {
    Step step = new Step(what, undo);
    if (closed) {
      run(step);
    } else {
      steps.push(step);
    }
    return step;
  }

  /// Undoes one thing before its time.
  public synchronized void now(Step step) {
    if (steps.remove(step)) {
      run(step);
    }
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!steps.isEmpty()) {
      run(steps.pop());
    }
  }

  private void run(Step step) {
    try {
      step.undo.run();
    } catch (RuntimeException e) {
      failed.accept("could not %s: %s".formatted(step.what, e.getMessage()));
    }
  }
}
