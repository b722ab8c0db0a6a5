package afterimage.comparison.ladder;

import afterimage.capture.Pipeline;
import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.Sink;
import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// A pipeline of a rung, on a thread of its own. Slot and publication go when it is closed.
public final class Capturing implements AutoCloseable {

  /// How long it may stand still.
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
            .unstarted(
                () -> {
                  try {
                    pipeline.run();
                  } catch (RuntimeException e) {
                    failure.set(e);
                  }
                });
  }

  /// With a slot that keeps from here on what is written, and that nobody reads before [#start].
  static Capturing prepare(
      String name,
      Database tables,
      Catalog catalog,
      List<Mapping> mappings,
      Sink sink,
      Pipeline.Listener listener) {
    return new Capturing(name, Pipeline.open(name, tables, catalog, mappings, sink, listener));
  }

  void start() {
    thread.start();
  }

  /// @param name of pipeline, slot and publication
  /// @param sink whose tables are there
  public static Capturing begin(
      String name,
      Database tables,
      Catalog catalog,
      List<Mapping> mappings,
      Sink sink,
      Pipeline.Listener listener) {
    Capturing capturing = prepare(name, tables, catalog, mappings, sink, listener);
    capturing.start();
    return capturing;
  }

  /// Waits until everything that was committed before is stored.
  ///
  /// @throws ServerProblem if it ends before that, or gets no further for long; how long it takes
  ///     in all depends on how much was written
  public void awaitCaughtUp() throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    LogSequenceNumber seen = pipeline.end();
    while (!pipeline.awaitCaughtUp(Duration.ofSeconds(1))) {
      Throwable why = failure.get();
      if (why != null) {
        throw new ServerProblem("Capture ended: " + why.getMessage(), why);
      }
      if (!pipeline.end().equals(seen)) {
        seen = pipeline.end();
        until = System.nanoTime() + PATIENCE.toNanos();
      }
      if (System.nanoTime() > until) {
        throw new ServerProblem(
            "Capture has not caught up, and got no further for %d s; it is at %s. See the server's log"
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
