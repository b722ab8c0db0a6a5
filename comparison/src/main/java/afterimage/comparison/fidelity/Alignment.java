package afterimage.comparison.fidelity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Pairs the true events of a stream with the derived ones at the least cost (Needleman and Wunsch,
/// 1970): leaving an event alone costs 1, pairing two of one type costs up to just under 2 with
/// what differs, two of different types are never paired. Of two equal ways the one that pairs
/// events of the same step wins.
public final class Alignment {

  private static final double ALONE = 1.0;
  private static final double ATTRIBUTE = 0.2;
  private static final double OTHER_STEP = 0.05;
  private static final double MOST = 1.9;

  private Alignment() {}

  /// @return every true and every derived event once, in order
  public static List<Pairing> align(List<Happening> truth, List<Happening> derived) {
    double[][] cost = new double[truth.size() + 1][derived.size() + 1];
    for (int i = truth.size(); i >= 0; i--) {
      for (int j = derived.size(); j >= 0; j--) {
        if (i == truth.size() && j == derived.size()) {
          continue;
        }
        double best = Double.POSITIVE_INFINITY;
        if (i < truth.size()) {
          best = ALONE + cost[i + 1][j];
        }
        if (j < derived.size()) {
          best = Math.min(best, ALONE + cost[i][j + 1]);
        }
        if (i < truth.size() && j < derived.size()) {
          best = Math.min(best, pair(truth.get(i), derived.get(j)) + cost[i + 1][j + 1]);
        }
        cost[i][j] = best;
      }
    }
    return trace(truth, derived, cost);
  }

  private static List<Pairing> trace(
      List<Happening> truth, List<Happening> derived, double[][] cost) {
    List<Pairing> pairings = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < truth.size() || j < derived.size()) {
      if (i < truth.size()
          && j < derived.size()
          && cost[i][j] == pair(truth.get(i), derived.get(j)) + cost[i + 1][j + 1]) {
        pairings.add(new Pairing(i, j, verdict(truth.get(i), derived.get(j))));
        i++;
        j++;
      } else if (i < truth.size() && cost[i][j] == ALONE + cost[i + 1][j]) {
        pairings.add(new Pairing(i++, null, new Verdict.Missing()));
      } else {
        pairings.add(new Pairing(null, j++, new Verdict.Invented()));
      }
    }
    return Collections.unmodifiableList(pairings);
  }

  private static Verdict verdict(Happening truth, Happening derived) {
    List<Difference> differences = Difference.between(truth.data(), derived.data());
    return differences.isEmpty() ? new Verdict.Recovered() : new Verdict.Altered(differences);
  }

  private static double pair(Happening truth, Happening derived) {
    if (!truth.type().equals(derived.type())) {
      return Double.POSITIVE_INFINITY;
    }
    double cost =
        Difference.between(truth.data(), derived.data()).size() * ATTRIBUTE
            + Math.min(10, Math.abs(truth.step() - derived.step())) * OTHER_STEP;
    return Math.min(MOST, cost);
  }
}
