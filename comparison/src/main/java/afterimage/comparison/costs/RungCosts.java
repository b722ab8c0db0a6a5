package afterimage.comparison.costs;

import afterimage.comparison.ladder.Rung;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a rung cost in a run of its own. A figure that could not be measured is null, and
/// `notMeasured` says why.
///
/// @param rung null for the bare legacy app, which all others are held against
/// @param commands how many were played
/// @param walBytes that the server wrote for a command, the store's own included
/// @param tableBytes of tables with their indexes, for a command
/// @param eventBytes of the store with its indexes, for a command
/// @param latency of a command in the app
/// @param serverCpu seconds of the database server in the whole run
/// @param pipelineCpu seconds of the poller or the pipeline in the whole run
/// @param delay from the commit in the app to the derived event in the store
/// @param codeLines of the app that the rung needs and the bare app does not
/// @param mappingLines of mapping, comments, examples and empty lines left out
public record RungCosts(
    @Nullable Rung rung,
    int commands,
    double walBytes,
    double tableBytes,
    double eventBytes,
    Millis latency,
    @Nullable Double serverCpu,
    @Nullable Double pipelineCpu,
    @Nullable Millis delay,
    int codeLines,
    int mappingLines,
    List<String> notMeasured) {

  public RungCosts {
    notMeasured = List.copyOf(notMeasured);
  }

  /// Half of them took less than `p50`, 99 of 100 less than `p99`. In milliseconds.
  public record Millis(double p50, double p99) {

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.1f ms (p99 %.1f ms)", p50, p99);
    }
  }

  /// `bare`, or the rung's.
  public String label() {
    return rung == null ? "bare" : rung.label();
  }
}
