package afterimage.capture;

import afterimage.capture.source.SourceProblem;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Looks at a running pipeline from beside: keeps its slot moving, finds out when somebody altered
/// what it reads, and ends a run whose source has gone silent.
final class Watch implements AutoCloseable {

  private final Pipeline pipeline;
  private final Pulse pulse;
  private final Duration silence;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("watch capture").factory());
  private volatile @Nullable RuntimeException found;

  private Watch(Pipeline pipeline, Pulse pulse, Duration silence) {
    this.pipeline = pipeline;
    this.pulse = pulse;
    this.silence = silence;
  }

  /// @param interval between two looks
  /// @param silence how long nothing may come though something is there
  static Watch over(Pipeline pipeline, Pulse pulse, Duration interval, Duration silence) {
    Watch watch = new Watch(pipeline, pulse, silence);
    var _ =
        watch.timer.scheduleWithFixedDelay(
            watch::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  private void look() {
    if (pulse.isStalled(silence)) {
      end(
          new SourceProblem(
              "nothing came from the source for %d s, though there is something"
                  .formatted(silence.toSeconds())));
      return;
    }
    try {
      pipeline.verify();
      if (pipeline.isAltered()) {
        end(new SourceProblem("a captured table was altered; it is read anew, as it is now"));
        return;
      }
      pipeline.beat().ifPresent(pulse::mustReach);
    } catch (RuntimeException e) {
      // Otherwise source or store does not answer now, which the run finds out by itself.
      if (e instanceof SourceProblem problem && problem.isLasting()) {
        end(e);
      }
    }
  }

  private void end(RuntimeException why) {
    found = why;
    pipeline.close();
  }

  /// @throws RuntimeException why it ended the run, if it did
  void tell() {
    if (found != null) {
      throw found;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
