package afterimage.comparison.fidelity;

import afterimage.store.Certainty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// From verdicts to figures.
final class Scoring {

  private final Judgement judgement;
  private final List<Judgement.Pair> found;

  Scoring(Judgement judgement) {
    this.judgement = judgement;
    this.found =
        judgement.pairs().stream()
            .filter(pair -> !pair.truth().isEmpty() && !pair.derived().isEmpty())
            .toList();
  }

  Score score() {
    Tally truth = judgement.trueTally();
    Tally derived = judgement.derivedTally();
    List<Score.OfType> types = types();
    int kept = sum(types, Score.OfAttribute::kept);
    int attributes = sum(types, a -> a.kept() + a.lost() + a.wrong() + a.lessPrecise());
    return new Score(
        truth.total(),
        derived.total(),
        truth,
        derived,
        share(truth.recovered(), truth.total()),
        share(derived.recovered(), derived.total()),
        share(kept, attributes),
        orderKept(),
        boundariesKept(),
        share((int) datable().filter(pair -> off(pair) == 0).count(), (int) datable().count()),
        rounded(datable().mapToInt(Scoring::off).average().orElse(0)),
        stated(Happening::actor),
        stated(Happening::reason),
        claims(),
        types);
  }

  private static int sum(
      List<Score.OfType> types, java.util.function.ToIntFunction<Score.OfAttribute> of) {
    return types.stream().flatMap(type -> type.attributes().stream()).mapToInt(of).sum();
  }

  private double orderKept() {
    List<Judgement.Pair> inOrder =
        found.stream()
            .sorted(Comparator.comparingLong(pair -> pair.derived().getFirst().order()))
            .toList();
    int kept = 0;
    for (int i = 1; i < inOrder.size(); i++) {
      if (inOrder.get(i - 1).truth().getFirst().order()
          <= inOrder.get(i).truth().getFirst().order()) {
        kept++;
      }
    }
    return share(kept, Math.max(0, inOrder.size() - 1));
  }

  private double boundariesKept() {
    Map<Integer, Set<String>> transactions = new TreeMap<>();
    Map<String, Set<Integer>> steps = new HashMap<>();
    for (Judgement.Pair pair : found) {
      for (Happening truth : pair.truth()) {
        for (Happening derived : pair.derived()) {
          transactions
              .computeIfAbsent(truth.step(), _ -> new HashSet<>())
              .add(derived.transaction());
          steps.computeIfAbsent(derived.transaction(), _ -> new HashSet<>()).add(truth.step());
        }
      }
    }
    int kept = 0;
    for (Set<String> of : transactions.values()) {
      if (of.size() == 1 && Objects.requireNonNull(steps.get(of.iterator().next())).size() == 1) {
        kept++;
      }
    }
    return share(kept, transactions.size());
  }

  private java.util.stream.Stream<Judgement.Pair> datable() {
    return found.stream().filter(pair -> pair.truth().size() == 1 && pair.derived().size() == 1);
  }

  private static int off(Judgement.Pair pair) {
    return Math.abs(pair.truth().getFirst().step() - pair.derived().getFirst().step());
  }

  private double stated(Function<Happening, @Nullable String> of) {
    int asked = 0;
    int kept = 0;
    for (Judgement.Pair pair : found) {
      for (Happening truth : pair.truth()) {
        String said = of.apply(truth);
        if (said != null) {
          asked++;
          kept += pair.derived().stream().allMatch(d -> said.equals(of.apply(d))) ? 1 : 0;
        }
      }
    }
    return share(kept, asked);
  }

  private List<Score.Claim> claims() {
    Map<Certainty, int[]> claims = new TreeMap<>();
    for (Judgement.Pair pair : judgement.pairs()) {
      for (Happening event : pair.derived()) {
        if (event.certainty() != null) {
          int[] counts = claims.computeIfAbsent(event.certainty(), _ -> new int[3]);
          counts[deserved(pair.verdict())]++;
        }
      }
    }
    List<Score.Claim> list = new ArrayList<>();
    claims.forEach(
        (certainty, of) ->
            list.add(
                new Score.Claim(
                    certainty.name().toLowerCase(Locale.ROOT),
                    of[0] + of[1] + of[2],
                    of[0],
                    of[1],
                    of[2])));
    return list;
  }

  private static int deserved(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Recovered() -> 0;
      case Verdict.Altered(var differences) -> isWrong(differences) ? 2 : 1;
      case Verdict.Merged _ -> 1;
      case Verdict.Split(), Verdict.Moved(), Verdict.Missing(), Verdict.Invented() -> 2;
    };
  }

  private static boolean isWrong(List<Difference> differences) {
    return differences.stream()
        .anyMatch(
            difference ->
                switch (difference.kind()) {
                  case WRONG, ADDED -> true;
                  case LOST, LESS_PRECISE -> false;
                });
  }

  private List<Score.OfType> types() {
    Set<String> names = new java.util.TreeSet<>();
    judgement
        .pairs()
        .forEach(
            pair -> {
              pair.truth().forEach(event -> names.add(event.type()));
              pair.derived().forEach(event -> names.add(event.type()));
            });
    return names.stream().map(this::type).toList();
  }

  private Score.OfType type(String type) {
    Tally truth = Tally.of(judgement.pairs(), pair -> count(pair.truth(), type));
    Tally derived = Tally.of(judgement.pairs(), pair -> count(pair.derived(), type));
    Attributes attributes = new Attributes();
    found.stream()
        .filter(pair -> pair.truth().getFirst().type().equals(type))
        .forEach(attributes::add);
    return new Score.OfType(
        type,
        truth.total(),
        derived.total(),
        truth,
        derived,
        share(truth.recovered(), truth.total()),
        share(derived.recovered(), derived.total()),
        attributes.list());
  }

  private static int count(List<Happening> events, String type) {
    return (int) events.stream().filter(event -> event.type().equals(type)).count();
  }

  static double share(int part, int all) {
    return all == 0 ? 1 : rounded((double) part / all);
  }

  /// Four decimals are what a person reads; more would only differ by how they were added up.
  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
