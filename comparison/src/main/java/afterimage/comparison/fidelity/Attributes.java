package afterimage.comparison.fidelity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What became of the attributes of true events that something was derived for. What was split has
/// no attributes that could be held against each other.
final class Attributes {

  private static final int KEPT = 0;

  private final Map<String, int[]> counts = new TreeMap<>();

  void add(Judgement.Pair pair) {
    if (pair.verdict() instanceof Verdict.Split) {
      return;
    }
    List<Difference> differences = pair.verdict().differing();
    pair.truth()
        .getFirst()
        .data()
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (differences.stream().noneMatch(d -> d.attribute().equals(name))) {
                count(name)[KEPT]++;
              }
            });
    for (Difference difference : differences) {
      count(difference.attribute())[
          switch (difference.kind()) {
            case LOST -> 1;
            case WRONG -> 2;
            case LESS_PRECISE -> 3;
            case ADDED -> 4;
          }]++;
    }
  }

  private int[] count(String name) {
    return counts.computeIfAbsent(name, _ -> new int[5]);
  }

  List<Score.OfAttribute> list() {
    List<Score.OfAttribute> list = new ArrayList<>();
    counts.forEach(
        (name, of) -> list.add(new Score.OfAttribute(name, of[0], of[1], of[2], of[3], of[4])));
    return list;
  }
}
