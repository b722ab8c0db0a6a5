package afterimage.eventsourced.projection;

import afterimage.store.projection.Projection;
import afterimage.store.projection.ProjectionProblem;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A projection that follows the events. It begins on a thread of its own, because one whose code
/// has changed is rebuilt first, and the old tables are to serve meanwhile.
final class Following implements AutoCloseable {

  /// How it begins; may take as long as a rebuild.
  @FunctionalInterface
  interface Beginning {
    AutoCloseable begin() throws SQLException;
  }

  private static final System.Logger LOG = System.getLogger(Following.class.getName());

  private final String name;
  private final Beginning beginning;
  private final Thread thread;
  private @Nullable AutoCloseable running;
  private boolean closed;

  private Following(String name, Beginning beginning) {
    this.name = name;
    this.beginning = beginning;
    this.thread = Thread.ofVirtual().name("begin " + name).unstarted(this::begin);
  }

  static Following start(Projection projection, Beginning beginning) {
    Following following = new Following(projection.name(), beginning);
    following.thread.start();
    return following;
  }

  private void begin() {
    boolean told = false;
    while (true) {
      try {
        began(beginning.begin());
        return;
      } catch (SQLException | RuntimeException e) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        if (!told) {
          // Another process may be at the rebuild; then this one follows when that has ended.
          Level level = e instanceof ProjectionProblem ? Level.INFO : Level.WARNING;
          LOG.log(level, name + " has not begun and will try again: " + e.getMessage(), e);
          told = true;
        }
        try {
          TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException interrupted) {
          return;
        }
      }
    }
  }

  private synchronized void began(AutoCloseable following) {
    running = following;
    if (closed) {
      end();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    synchronized (this) {
      closed = true;
      end();
    }
  }

  private void end() {
    AutoCloseable following = running;
    running = null;
    if (following != null) {
      try {
        following.close();
      } catch (Exception e) {
        throw new IllegalStateException(name + " does not end: " + e.getMessage(), e);
      }
    }
  }
}
