package afterimage.comparison.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The verdict over events that were put together.
final class Grouping {

  private Grouping() {}

  /// Events from `i` up to `end` and from `j` up to `derivedEnd`; one of the two is just one
  /// event.
  static List<Pairing> of(
      List<Happening> truth, List<Happening> derived, int i, int end, int j, int derivedEnd) {
    if (end - i > 1) {
      return merged(truth, derived.get(j), i, end, j);
    }
    if (derivedEnd - j > 1) {
      return split(truth.get(i), derived, i, j, derivedEnd);
    }
    return List.of(Pairing.of(i, j, verdict(truth.get(i), derived.get(j))));
  }

  static Verdict verdict(Happening truth, Happening derived) {
    if (!truth.type().equals(derived.type())) {
      List<Difference> differences = new ArrayList<>();
      differences.add(Difference.ofType(truth.type(), derived.type()));
      differences.addAll(Difference.between(truth.data(), derived.data()));
      return new Verdict.Altered(differences);
    }
    List<Difference> differences = Difference.between(truth.data(), derived.data());
    return differences.isEmpty() ? new Verdict.Recovered() : new Verdict.Altered(differences);
  }

  /// One event stands for several only if its amounts are theirs together, and if none of them,
  /// from another step, is the event itself; otherwise it is one of them, and the rest is missing.
  private static List<Pairing> merged(
      List<Happening> truth, Happening derived, int i, int end, int j) {
    ObjectNode sum = truth.get(i).data().deepCopy();
    for (Happening event : truth.subList(i, end)) {
      for (Difference difference : Difference.between(event.data(), derived.data())) {
        sum.put(difference.attribute(), total(truth.subList(i, end), difference.attribute()));
      }
    }
    List<Difference> left = Difference.between(sum, derived.data());
    boolean oneIsIt =
        truth.subList(i, end).stream()
            .anyMatch(event -> verdict(event, derived) instanceof Verdict.Recovered);
    boolean together =
        truth.subList(i, end).stream().allMatch(event -> event.step() == derived.step());
    if ((together || !oneIsIt)
        && left.stream().noneMatch(difference -> difference.kind() == Difference.Kind.WRONG)) {
      return List.of(
          new Pairing(
              IntStream.range(i, end).boxed().toList(), List.of(j), new Verdict.Merged(left)));
    }
    int best = i;
    for (int k = i + 1; k < end; k++) {
      if (Costs.pair(truth.get(k), derived) < Costs.pair(truth.get(best), derived)) {
        best = k;
      }
    }
    List<Pairing> apart = new ArrayList<>();
    for (int k = i; k < end; k++) {
      apart.add(k == best ? Pairing.of(k, j, verdict(truth.get(k), derived)) : Pairing.missing(k));
    }
    return apart;
  }

  private static BigDecimal total(List<Happening> events, String attribute) {
    return events.stream()
        .map(event -> event.data().path(attribute))
        .filter(JsonNode::isNumber)
        .map(JsonNode::decimalValue)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// If one of them is the event itself, the others are too many.
  private static List<Pairing> split(
      Happening truth, List<Happening> derived, int i, int j, int derivedEnd) {
    int itself = -1;
    for (int k = j; k < derivedEnd; k++) {
      if (verdict(truth, derived.get(k)) instanceof Verdict.Recovered) {
        itself = k;
      }
    }
    if (itself < 0) {
      return List.of(
          new Pairing(
              List.of(i), IntStream.range(j, derivedEnd).boxed().toList(), new Verdict.Split()));
    }
    List<Pairing> apart = new ArrayList<>();
    for (int k = j; k < derivedEnd; k++) {
      apart.add(k == itself ? Pairing.of(i, k, new Verdict.Recovered()) : Pairing.invented(k));
    }
    return apart;
  }
}
