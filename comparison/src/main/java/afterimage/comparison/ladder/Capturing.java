package afterimage.comparison.ladder;

import afterimage.capture.Pipeline;
import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import afterimage.store.EventStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A pipeline of a rung, on a thread of its own. Slot and publication go when it is closed.
final class Capturing implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Pipeline pipeline;
  private final Thread thread;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private Capturing(String name, Pipeline pipeline) {
    this.pipeline = pipeline;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("capture " + name)
            .start(
                () -> {
                  try {
                    pipeline.run();
                  } catch (RuntimeException e) {
                    failure.set(e);
                  }
                });
  }

  /// @param name of pipeline, slot and publication
  static Capturing begin(
      String name,
      Database tables,
      Catalog catalog,
      List<Mapping> mappings,
      DataSource pool,
      EventStore store,
      Pipeline.Listener listener) {
    CaptureSchema.migrate(pool);
    return new Capturing(
        name,
        Pipeline.open(
            name, tables, catalog, mappings, EventStoreSink.keepingChanges(pool, store), listener));
  }

  /// Waits until everything that was committed before is stored.
  ///
  /// @throws ServerProblem if it ends before that, or takes too long
  void awaitCaughtUp() throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!pipeline.awaitCaughtUp(Duration.ofSeconds(1))) {
      Throwable why = failure.get();
      if (why != null) {
        throw new ServerProblem("Capture ended: " + why.getMessage(), why);
      }
      if (System.nanoTime() > until) {
        throw new ServerProblem(
            "Capture has not caught up within %d s; it is at %s. See the server's log"
                .formatted(PATIENCE.toSeconds(), pipeline.end().asString()));
      }
    }
  }

  @Override
  public void close() {
    pipeline.forget();
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
