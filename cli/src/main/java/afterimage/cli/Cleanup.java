package afterimage.cli;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/// What must be undone, whatever happens: at the end, after an error, and on Ctrl-C. The last that
/// was begun is undone first.
public final class Cleanup implements AutoCloseable {

  private final Deque<Step> steps = new ArrayDeque<>();
  private final PrintWriter err;
  private volatile boolean interrupted;

  public Cleanup(PrintWriter err) {
    this.err = err;
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  interrupted = true;
                  undo();
                },
                "cleanup on exit"));
  }

  /// @param what is undone, for the message when that fails
  public synchronized void add(String what, Runnable undo) {
    steps.push(new Step(what, undo));
  }

  /// Whether the process is ending because it was told to.
  public boolean interrupted() {
    return interrupted;
  }

  @Override
  public void close() {
    undo();
  }

  private synchronized void undo() {
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      try {
        step.undo.run();
      } catch (RuntimeException e) {
        err.println("afterimage: could not %s: %s".formatted(step.what, e.getMessage()));
      }
    }
    err.flush();
  }

  private record Step(String what, Runnable undo) {}
}
