package afterimage.cli.capture;

import afterimage.capture.Pulse;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Says now and then how a capture gets on.
final class ProgressLines implements AutoCloseable {

  private final Pulse pulse;
  private final PrintWriter err;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("progress").factory());
  private String last = "";
  private long rows;
  private long at = System.nanoTime();

  private ProgressLines(Pulse pulse, PrintWriter err) {
    this.pulse = pulse;
    this.err = err;
  }

  static ProgressLines of(Pulse pulse, boolean quiet, PrintWriter err) {
    ProgressLines lines = new ProgressLines(pulse, err);
    if (!quiet) {
      var _ = lines.timer.scheduleWithFixedDelay(lines::say, 500, 2_000, TimeUnit.MILLISECONDS);
    }
    return lines;
  }

  private synchronized void say() {
    String line = line();
    if (!line.equals(last)) {
      last = line;
      err.println(line);
      err.flush();
    }
  }

  private String line() {
    return switch (pulse.state()) {
      case STARTING -> "Starting";
      case BASELINE -> baseline();
      case STREAMING -> streaming();
      case STANDBY -> "Standing by: " + pulse.detail();
      case WAITING -> "Waiting: " + pulse.detail();
      case STOPPED -> "Stopped at " + pulse.end().asString();
    };
  }

  private String baseline() {
    long there = pulse.baselineRows();
    long expected = pulse.baselineExpected();
    long rate = rate(there);
    String left =
        rate == 0
            ? ""
            : ", about %s left".formatted(words(Duration.ofSeconds((expected - there) / rate)));
    return "Baseline: %,d of about %,d rows, %,d/s%s".formatted(there, expected, rate, left);
  }

  /// Without a change there is nothing to say, so the rate is left out then.
  private String streaming() {
    long changes = pulse.changes();
    long rate = rate(changes);
    return "Live: %,d transactions, %,d row changes%s, %,d events%s"
        .formatted(
            pulse.transactions(),
            changes,
            rate == 0 ? "" : " (%,d/s)".formatted(rate),
            pulse.events(),
            pulse.unexplained() == 0 ? "" : ", %,d unexplained".formatted(pulse.unexplained()));
  }

  private long rate(long now) {
    long time = System.nanoTime();
    double seconds = Math.max(0.001, (time - at) / 1e9);
    long rate = Math.round(Math.max(0, now - rows) / seconds);
    rows = now;
    at = time;
    return rate;
  }

  private static String words(Duration time) {
    return time.toMinutes() > 0
        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
        : "%d s".formatted(time.toSeconds());
  }

  @Override
  public void close() {
    timer.shutdownNow();
    if (!last.isEmpty()) {
      say();
    }
  }
}
