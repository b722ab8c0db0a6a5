package afterimage.comparison.fidelity;

import java.util.ArrayList;
import java.util.List;

/// The alignment of some true events with some derived ones: the cost of each pair of rests, from
/// the end, and then the way through them from the beginning.
final class Stretch {

  /// What the event before may still take in: nothing, a further true event for the derived one, a
  /// further derived event for the true one, or either.
  private static final int CLOSED = 0;

  private static final int TAKES_TRUE = 1;
  private static final int TAKES_DERIVED = 2;
  private static final int TAKES_EITHER = 3;

  private final List<Happening> truth;
  private final List<Happening> derived;
  private final double[][][] rest;
  private final double[][] pair;

  Stretch(List<Happening> truth, List<Happening> derived) {
    this.truth = truth;
    this.derived = derived;
    this.rest = new double[4][truth.size() + 1][derived.size() + 1];
    this.pair = new double[truth.size()][derived.size()];
    for (int i = truth.size(); i >= 0; i--) {
      for (int j = derived.size(); j >= 0; j--) {
        if (i < truth.size() && j < derived.size()) {
          pair[i][j] = Costs.pair(truth.get(i), derived.get(j));
        }
        double closed = closed(i, j);
        double takesTrue = takesTrue(i, j);
        double takesDerived = takesDerived(i, j);
        rest[CLOSED][i][j] = closed;
        rest[TAKES_TRUE][i][j] = Math.min(closed, takesTrue);
        rest[TAKES_DERIVED][i][j] = Math.min(closed, takesDerived);
        rest[TAKES_EITHER][i][j] = Math.min(closed, Math.min(takesTrue, takesDerived));
      }
    }
  }

  private double closed(int i, int j) {
    if (i == truth.size() && j == derived.size()) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    if (i < truth.size()) {
      best = Costs.ALONE + rest[CLOSED][i + 1][j];
    }
    if (j < derived.size()) {
      best = Math.min(best, Costs.ALONE + rest[CLOSED][i][j + 1]);
    }
    if (i < truth.size() && j < derived.size()) {
      best = Math.min(best, pair[i][j] + rest[TAKES_EITHER][i + 1][j + 1]);
    }
    return best;
  }

  private double takesTrue(int i, int j) {
    return i < truth.size() && j > 0 && Costs.mergeable(truth.get(i), derived.get(j - 1))
        ? Costs.ABSORBED + rest[TAKES_TRUE][i + 1][j]
        : Double.POSITIVE_INFINITY;
  }

  private double takesDerived(int i, int j) {
    return j < derived.size() && i > 0 && Costs.splittable(truth.get(i - 1), derived.get(j))
        ? Costs.ABSORBED + rest[TAKES_DERIVED][i][j + 1]
        : Double.POSITIVE_INFINITY;
  }

  List<Pairing> pairings() {
    List<Pairing> pairings = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < truth.size() || j < derived.size()) {
      double here = rest[CLOSED][i][j];
      if (i < truth.size()
          && j < derived.size()
          && here == pair[i][j] + rest[TAKES_EITHER][i + 1][j + 1]) {
        int[] end = group(i, j);
        pairings.addAll(Grouping.of(truth, derived, i, end[0], j, end[1]));
        i = end[0];
        j = end[1];
      } else if (i < truth.size() && here == Costs.ALONE + rest[CLOSED][i + 1][j]) {
        pairings.add(Pairing.missing(i++));
      } else {
        pairings.add(Pairing.invented(j++));
      }
    }
    return pairings;
  }

  /// Where what the pair takes in ends, on both sides.
  private int[] group(int first, int firstDerived) {
    int i = first + 1;
    int j = firstDerived + 1;
    int state = TAKES_EITHER;
    while (rest[state][i][j] < rest[CLOSED][i][j]) {
      if (state != TAKES_DERIVED && rest[state][i][j] == takesTrue(i, j)) {
        state = TAKES_TRUE;
        i++;
      } else {
        state = TAKES_DERIVED;
        j++;
      }
    }
    return new int[] {i, j};
  }
}
