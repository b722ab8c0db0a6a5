package afterimage.capture;

import afterimage.capture.sink.EventStoreSink;
import afterimage.postgres.Database;
import afterimage.store.PostgresEventStore;
import io.agroal.api.AgroalDataSource;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A capture of a shop on a thread of its own.
final class Capturing implements AutoCloseable {

  final Pulse pulse = new Pulse(Clock.systemUTC());
  final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AgroalDataSource pool;
  private final Capture capture;
  private final Thread thread;

  private Capturing(Captured shop, Database source, Database target, Duration silence) {
    pool = target.pool(6);
    capture =
        new Capture(
            new Capture.Settings(
                shop.name,
                source,
                Shops::mappings,
                Pipeline.Begin.WHERE_IT_IS,
                false,
                false,
                Duration.ofMillis(300),
                silence),
            pool,
            new EventStoreSink(pool, new PostgresEventStore(pool)),
            pulse,
            Pipeline.Listener.NONE);
    thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    capture.run();
                  } catch (InterruptedException | RuntimeException e) {
                    failure.set(e);
                  }
                });
  }

  static Capturing of(Captured shop) {
    return of(shop, shop.source, shop.target, Duration.ofMinutes(5));
  }

  static Capturing of(Captured shop, Database source, Database target, Duration silence) {
    return new Capturing(shop, source, target, silence);
  }

  boolean isOver() {
    return !thread.isAlive();
  }

  void stop() {
    capture.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    pool.close();
  }
}
