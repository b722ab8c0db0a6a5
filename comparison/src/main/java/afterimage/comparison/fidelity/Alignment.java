package afterimage.comparison.fidelity;

import java.util.ArrayList;
import java.util.List;

/// Finds which derived events stand for which true ones of a stream, at the least cost in all (in
/// the manner of Needleman and Wunsch, 1970, with one event allowed to stand for several
/// neighbours), and then what is left over on both sides and is the same: that was moved.
///
/// A long stream is aligned in stretches, cut where a step ends, so that the work grows with its
/// length and not with the square of it. What was derived more than a stretch too late stands
/// alone.
public final class Alignment {

  /// So many true events are aligned at once.
  static final int STRETCH = 400;

  private Alignment() {}

  /// @return every true and every derived event once, in order
  public static List<Pairing> align(List<Happening> truth, List<Happening> derived) {
    List<Pairing> pairings = new ArrayList<>();
    int from = 0;
    int derivedFrom = 0;
    while (from < truth.size() || derivedFrom < derived.size()) {
      int to = endOfStretch(truth, from);
      int derivedTo =
          to == truth.size()
              ? derived.size()
              : firstAfter(derived, derivedFrom, truth.get(to - 1).step());
      int shift = from;
      int derivedShift = derivedFrom;
      new Stretch(truth.subList(from, to), derived.subList(derivedFrom, derivedTo))
          .pairings()
          .forEach(pairing -> pairings.add(shifted(pairing, shift, derivedShift)));
      from = to;
      derivedFrom = derivedTo;
    }
    return Moves.found(pairings, truth, derived);
  }

  private static int endOfStretch(List<Happening> truth, int from) {
    int end = Math.min(truth.size(), from + STRETCH);
    while (end < truth.size() && truth.get(end).step() == truth.get(end - 1).step()) {
      end++;
    }
    return end;
  }

  private static int firstAfter(List<Happening> derived, int from, int step) {
    int end = from;
    while (end < derived.size() && derived.get(end).step() <= step && end - from < 4 * STRETCH) {
      end++;
    }
    return end;
  }

  private static Pairing shifted(Pairing pairing, int truth, int derived) {
    return new Pairing(
        pairing.truth().stream().map(place -> place + truth).toList(),
        pairing.derived().stream().map(place -> place + derived).toList(),
        pairing.verdict());
  }
}
