package afterimage.comparison.report.ladder;

import afterimage.comparison.report.ladder.LadderReport.Loss;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The losses whose stories are told: of many types and rungs, rather than eight of one kind.
final class Picked {

  private static final int OF_A_RUNG = 3;

  private Picked() {}

  /// In the order of the report.
  static List<Loss> of(List<Loss> losses, int most) {
    Set<Loss> picked = new HashSet<>();
    Set<String> types = new HashSet<>();
    Map<String, Integer> rungs = new HashMap<>();
    for (Loss loss : losses) {
      String rung = loss.story().rung();
      if (picked.size() < most
          && rungs.getOrDefault(rung, 0) < OF_A_RUNG
          && types.add(loss.type())) {
        picked.add(loss);
        rungs.merge(rung, 1, Integer::sum);
      }
    }
    List<Loss> inOrder = new ArrayList<>();
    int left = most - picked.size();
    for (Loss loss : losses) {
      if (picked.contains(loss) || left-- > 0) {
        inOrder.add(loss);
      }
    }
    return inOrder;
  }
}
