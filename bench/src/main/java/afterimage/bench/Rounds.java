package afterimage.bench;

import java.util.ArrayList;
import java.util.List;

/// Measures two ways of doing the same by turns, so that what else happens on the machine touches
/// both, and takes the median. The first round warms up and does not count.
public final class Rounds {

  /// Does it once.
  @FunctionalInterface
  public interface Way {
    void run() throws Exception;
  }

  private Rounds() {}

  /// What came out.
  ///
  /// @param ratio of our speed to the baseline's, the median over the rounds
  /// @param ours the median of seconds
  /// @param baseline the median of seconds
  public record Result(double ratio, double ours, double baseline) {}

  public static Result of(int counted, Way ours, Way baseline) throws Exception {
    List<Double> ratios = new ArrayList<>();
    List<Double> ourTimes = new ArrayList<>();
    List<Double> baselineTimes = new ArrayList<>();
    for (int round = 0; round <= counted; round++) {
      // Who goes first has the caches as the other left them; so they take turns in that too.
      double b = round % 2 == 0 ? seconds(baseline) : -1;
      double o = seconds(ours);
      b = b < 0 ? seconds(baseline) : b;
      if (round > 0) {
        ratios.add(b / o);
        ourTimes.add(o);
        baselineTimes.add(b);
      }
    }
    return new Result(median(ratios), median(ourTimes), median(baselineTimes));
  }

  private static double seconds(Way way) throws Exception {
    long start = System.nanoTime();
    way.run();
    return (System.nanoTime() - start) / 1e9;
  }

  public static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
