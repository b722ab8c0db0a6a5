package afterimage.capture;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.Sink;
import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import afterimage.store.SessionLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Keeps a pipeline running: starts it again after a fault, with growing pauses, stands by while
/// another process works under its name, and gives up only on what needs a person.
public final class Capture implements AutoCloseable {

  private static final Duration BETWEEN_LOOKS_AT_THE_OTHER = Duration.ofSeconds(1);

  /// @param name of the pipeline, its slot and its publication
  /// @param mappings read anew at each start, against the tables as they are then
  /// @param untilNow whether to end when everything that was committed at the start is stored
  /// @param release whether to try parked transactions again first
  /// @param interval between two looks at slot and source
  /// @param silence how long nothing may come though something is there
  public record Settings(
      String name,
      Database source,
      Function<Catalog, List<Mapping>> mappings,
      Pipeline.Begin begin,
      boolean untilNow,
      boolean release,
      Duration interval,
      Duration silence) {}

  private final Settings settings;
  private final DataSource store;
  private final Sink sink;
  private final Pulse pulse;
  private final Pipeline.Listener listener;
  private final Pauses pauses = new Pauses();
  private final Faults faults = new Faults();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicReference<@Nullable Pipeline> running = new AtomicReference<>();
  private Pipeline.Begin begin;
  private boolean caughtUp;
  private boolean hasWorked;

  /// @param store the database of the sink, in which the lock is taken
  /// @param listener is told what the pipeline does, beside the pulse
  public Capture(
      Settings settings, DataSource store, Sink sink, Pulse pulse, Pipeline.Listener listener) {
    this.settings = settings;
    this.store = store;
    this.sink = sink;
    this.pulse = pulse;
    this.listener = new Both(pulse, listener);
    this.begin = settings.begin();
  }

  /// Captures until it is closed, or has caught up if that is all it shall do. Blocks.
  ///
  /// @throws RuntimeException what needs a person
  public void run() throws InterruptedException {
    try {
      while (!isClosed() && !caughtUp) {
        attempt();
      }
    } finally {
      pulse.is(Pulse.State.STOPPED, "");
    }
  }

  private void attempt() throws InterruptedException {
    Duration pause;
    try {
      boolean worked =
          SessionLock.<Boolean, RuntimeException>tryHolding(
                  store,
                  "capture " + settings.name(),
                  _ -> {
                    once();
                    return true;
                  })
              .isPresent();
      if (worked) {
        return;
      }
      pulse.is(Pulse.State.STANDBY, "another process captures as %s".formatted(settings.name()));
      pause = BETWEEN_LOOKS_AT_THE_OTHER;
    } catch (SQLException | RuntimeException e) {
      if (isClosed() || caughtUp) {
        return;
      }
      if (faults.needsPerson(e, hasWorked)) {
        throw e instanceof RuntimeException runtime
            ? runtime
            : new ServerProblem("The store: " + e.getMessage(), e);
      }
      pause = pauses.next();
      pulse.is(Pulse.State.WAITING, String.valueOf(e.getMessage()));
    }
    boolean _ = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// One run, with a catalog, a pipeline and an engine of its own.
  private void once() {
    pulse.is(Pulse.State.STARTING, "");
    Catalog catalog = catalog();
    Pipeline pipeline =
        Pipeline.open(
            settings.name(),
            settings.source(),
            catalog,
            settings.mappings().apply(catalog),
            sink,
            listener,
            begin);
    begin = Pipeline.Begin.WHERE_IT_IS;
    if (settings.release()) {
      pulse.released(pipeline.release());
    }
    running.set(pipeline);
    pulse.at(pipeline.end());
    pulse.is(Pulse.State.STREAMING, "");
    try (Watch watch = Watch.over(pipeline, pulse, settings.interval(), settings.silence())) {
      if (isClosed()) {
        return;
      }
      if (settings.untilNow()) {
        endWhenCaughtUp(pipeline);
      }
      pipeline.run();
      watch.tell();
    } finally {
      running.set(null);
      pipeline.close();
    }
  }

  private Catalog catalog() {
    try (Connection connection = settings.source().connect()) {
      return Catalog.read(connection);
    } catch (SQLException e) {
      throw new ServerProblem("%s: %s".formatted(settings.source().address(), e.getMessage()), e);
    }
  }

  private void endWhenCaughtUp(Pipeline pipeline) {
    Thread.ofPlatform()
        .daemon()
        .name("until now")
        .start(
            () -> {
              try {
                var mark = pipeline.mark();
                pulse.mustReach(mark);
                while (running.get() == pipeline && !pipeline.await(mark, Duration.ofSeconds(1))) {
                  // Not yet.
                }
                if (pipeline.end().compareTo(mark) >= 0) {
                  caughtUp = true;
                  pipeline.close();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException e) {
                // The source does not answer; the run ends by itself and the next one asks again.
                pipeline.close();
              }
            });
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /// Ends [#run] at a transaction's end. The slot stays, so that the next start goes on from there.
  @Override
  public void close() {
    closed.countDown();
    Pipeline pipeline = running.get();
    if (pipeline != null) {
      pipeline.close();
    }
  }

  /// What went well lets the next fault begin with a short pause again.
  private final class Both implements Pipeline.Listener {
    private final Pipeline.Listener one;
    private final Pipeline.Listener other;

    Both(Pipeline.Listener one, Pipeline.Listener other) {
      this.one = one;
      this.other = other;
    }

    @Override
    public void found(long rows, long expected) {
      one.found(rows, expected);
      other.found(rows, expected);
    }

    @Override
    public void handling() {
      one.handling();
      other.handling();
    }

    @Override
    public void stored(afterimage.capture.translate.Translation translation) {
      wentWell();
      one.stored(translation);
      other.stored(translation);
    }

    private void wentWell() {
      hasWorked = true;
      pauses.wentWell();
      faults.wentWell();
    }

    @Override
    public void translating(long transaction, int changes) {
      one.translating(transaction, changes);
      other.translating(transaction, changes);
    }

    @Override
    public void storedLarge(LargeTransaction large) {
      wentWell();
      one.storedLarge(large);
      other.storedLarge(large);
    }

    @Override
    public void receiving(long transaction, int changes) {
      one.receiving(transaction, changes);
      other.receiving(transaction, changes);
    }

    @Override
    public void acknowledged() {
      one.acknowledged();
      other.acknowledged();
    }
  }
}
