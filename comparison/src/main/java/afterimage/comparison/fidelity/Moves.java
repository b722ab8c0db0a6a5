package afterimage.comparison.fidelity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A true event that was not derived in its place, and a derived one, just the same, in a place
/// where nothing happened: it was moved.
final class Moves {

  private Moves() {}

  static List<Pairing> found(
      List<Pairing> pairings, List<Happening> truth, List<Happening> derived) {
    Map<String, Deque<Integer>> invented = new HashMap<>();
    for (Pairing pairing : pairings) {
      if (pairing.verdict() instanceof Verdict.Invented) {
        int place = pairing.derived().getFirst();
        invented.computeIfAbsent(key(derived.get(place)), _ -> new ArrayDeque<>()).add(place);
      }
    }
    if (invented.isEmpty()) {
      return List.copyOf(pairings);
    }
    List<Pairing> found = new ArrayList<>();
    Set<Integer> taken = new HashSet<>();
    for (Pairing pairing : pairings) {
      Deque<Integer> same =
          pairing.verdict() instanceof Verdict.Missing
              ? invented.getOrDefault(
                  key(truth.get(pairing.truth().getFirst())), new ArrayDeque<>())
              : new ArrayDeque<>();
      if (same.isEmpty()) {
        found.add(pairing);
      } else {
        int place = same.removeFirst();
        taken.add(place);
        found.add(Pairing.of(pairing.truth().getFirst(), place, new Verdict.Moved()));
      }
    }
    found.removeIf(
        pairing ->
            pairing.verdict() instanceof Verdict.Invented
                && taken.contains(pairing.derived().getFirst()));
    return List.copyOf(found);
  }

  private static String key(Happening event) {
    return event.type() + " " + Values.canonical(event.data());
  }
}
