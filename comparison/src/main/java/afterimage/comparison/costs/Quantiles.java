package afterimage.comparison.costs;

import java.util.List;

/// The nearest-rank quantiles of what was measured.
final class Quantiles {

  private Quantiles() {}

  /// @throws IllegalArgumentException if there is nothing
  static RungCosts.Millis of(List<Double> millis) {
    if (millis.isEmpty()) {
      throw new IllegalArgumentException("Nothing was measured");
    }
    List<Double> sorted = millis.stream().sorted().toList();
    return new RungCosts.Millis(at(sorted, 0.50), at(sorted, 0.99));
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }
}
