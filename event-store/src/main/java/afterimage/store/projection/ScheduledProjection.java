package afterimage.store.projection;

import afterimage.store.StoreObserver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A projection that catches up every so often, until it is closed. If it fails it does so again at
/// the next time.
public final class ScheduledProjection implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ScheduledProjection.class.getName());

  @FunctionalInterface
  interface CatchUp {
    void run() throws SQLException;
  }

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("afterimage-scheduled").unstarted(task));

  private ScheduledProjection() {}

  static ScheduledProjection start(
      String name, Duration every, CatchUp catchUp, StoreObserver observer) {
    ScheduledProjection scheduled = new ScheduledProjection();
    var _ =
        scheduled.timer.scheduleWithFixedDelay(
            () -> turn(name, catchUp, observer), 0, every.toNanos(), TimeUnit.NANOSECONDS);
    return scheduled;
  }

  @Override
  public void close() {
    timer.close();
  }

  private static void turn(String name, CatchUp catchUp, StoreObserver observer) {
    try {
      catchUp.run();
    } catch (SQLException | RuntimeException e) {
      // An exception that gets out would end the schedule without a word.
      observer.failed(name, e);
      LOG.log(System.Logger.Level.WARNING, name + " failed and will try again: " + e, e);
    }
  }
}
