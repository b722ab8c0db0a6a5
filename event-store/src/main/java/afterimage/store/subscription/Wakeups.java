package afterimage.store.subscription;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/// Wakes those who wait for events: in this process at once, and in others of the same database
/// with LISTEN and NOTIFY on two connections of its own. A NOTIFY inside the append's transaction
/// would make the commits of all writers wait for each other; here one is sent after a commit, and
/// one for many that came together.
///
/// A wake-up may be lost, with the connection or with the process that would have sent it; so
/// nobody relies on it alone.
public final class Wakeups implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Wakeups.class.getName());
  private static final String CHANNEL = "afterimage_appended";
  private static final long TOGETHER = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int LISTEN_FOR = 500;
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

  private final DataSource database;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private final Condition rung = lock.newCondition();
  private final Thread ringer;
  private final Thread listener;
  private long generation;
  private boolean toSend;
  private boolean closed;

  private Wakeups(DataSource database) {
    this.database = database;
    this.ringer = Thread.ofPlatform().daemon().name("afterimage-notify").unstarted(this::ringing);
    this.listener =
        Thread.ofPlatform().daemon().name("afterimage-listen").unstarted(this::listening);
  }

  public static Wakeups over(DataSource database) {
    Wakeups wakeups = new Wakeups(database);
    wakeups.ringer.start();
    wakeups.listener.start();
    return wakeups;
  }

  /// Says that something was committed. Returns at once.
  public void ring() {
    lock.lock();
    try {
      toSend = true;
      rung.signal();
      wake();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      rung.signal();
      wake();
    } finally {
      lock.unlock();
    }
    try {
      ringer.join();
      listener.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A number that grows with each wake-up; to be asked for before looking for events.
  public long generation() {
    lock.lock();
    try {
      return generation;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until there was a wake-up since that generation, or for so long.
  public void await(long since, Duration longest) throws InterruptedException {
    long nanos = longest.toNanos();
    lock.lock();
    try {
      while (generation == since && nanos > 0) {
        nanos = woken.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Wakes those in this process.
  void wake() {
    lock.lock();
    try {
      generation++;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void ringing() {
    whileOpen(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            // Nothing is lost with a notification that nobody was sent.
            statement.execute("SET synchronous_commit = off");
            while (awaitRing()) {
              statement.execute("NOTIFY " + CHANNEL);
            }
          }
        });
  }

  private boolean awaitRing() {
    lock.lock();
    try {
      while (!toSend && !closed) {
        rung.awaitUninterruptibly();
      }
      // Those who ring now are served by the same notification.
      long left = TOGETHER;
      while (left > 0 && !closed) {
        left = rung.awaitNanos(left);
      }
      toSend = false;
      return !closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void listening() {
    whileOpen(
        connection -> {
          PGConnection listening = connection.unwrap(PGConnection.class);
          try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
          }
          // Something may have been committed while nobody listened.
          wake();
          while (!isClosed()) {
            if (listening.getNotifications(LISTEN_FOR).length > 0) {
              wake();
            }
          }
        });
  }

  @FunctionalInterface
  private interface Work {
    void with(Connection connection) throws SQLException;
  }

  private void whileOpen(Work work) {
    while (!isClosed()) {
      try (Connection connection = database.getConnection()) {
        try {
          work.with(connection);
          // It goes back to a pool: it must not go on listening, or be less durable.
          try (Statement statement = connection.createStatement()) {
            statement.execute("UNLISTEN *");
            statement.execute("RESET synchronous_commit");
          }
        } catch (SQLException e) {
          // Or the pool might hand the broken one out again and again.
          connection.abort(Runnable::run);
          throw e;
        }
      } catch (SQLException e) {
        if (!isClosed()) {
          LOG.log(
              System.Logger.Level.WARNING,
              "Wake-ups for new events are interrupted, so they are seen later: {0}",
              e.getMessage());
          pause();
        }
      }
    }
  }

  private void pause() {
    long left = AGAIN_AFTER.toNanos();
    lock.lock();
    try {
      while (left > 0 && !closed) {
        left = rung.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
