package afterimage.comparison.fidelity;

import java.util.List;

/// What it costs to let one event stand for another. An event left alone costs 1, so whatever
/// costs a pair 2 or more is never done.
final class Costs {

  static final double ALONE = 1.0;

  /// One more event of the other side for the same one.
  static final double ABSORBED = 0.45;

  private static final double OTHER_TYPE = 1.5;
  private static final double OTHER_STEP = 0.05;
  private static final double WRONG_AT_ITS_STEP = 0.6;
  private static final double WRONG_ELSEWHERE = 1.0;
  private static final double LOST = 0.2;
  private static final double MOST = 1.9;

  private Costs() {}

  /// Events of different types stand for each other only in one step: what a transaction did is
  /// given another name then.
  static double pair(Happening truth, Happening derived) {
    boolean atItsStep = truth.step() == derived.step();
    if (!truth.type().equals(derived.type())) {
      return atItsStep ? OTHER_TYPE : Double.POSITIVE_INFINITY;
    }
    double cost = Math.min(10, Math.abs(truth.step() - derived.step())) * OTHER_STEP;
    for (Difference difference : Difference.between(truth.data(), derived.data())) {
      cost +=
          switch (difference.kind()) {
            case WRONG -> atItsStep ? WRONG_AT_ITS_STEP : WRONG_ELSEWHERE;
            case LOST, LESS_PRECISE, ADDED -> LOST;
          };
    }
    return atItsStep ? Math.min(MOST, cost) : cost;
  }

  /// Whether a derived event may stand for this true one too: it is of its type and says the same
  /// of the same, apart from how many.
  static boolean mergeable(Happening truth, Happening derived) {
    if (!truth.type().equals(derived.type())) {
      return false;
    }
    List<Difference> differences = Difference.between(truth.data(), derived.data());
    return differences.isEmpty()
        ? truth.step() == derived.step()
        : differences.stream().allMatch(Costs::isAmount);
  }

  /// Whether this derived event may be a part of what a true one did: of the same step.
  static boolean splittable(Happening truth, Happening derived) {
    return truth.step() == derived.step();
  }

  private static boolean isAmount(Difference difference) {
    return difference.truth() != null
        && difference.derived() != null
        && difference.truth().isNumber()
        && difference.derived().isNumber();
  }
}
