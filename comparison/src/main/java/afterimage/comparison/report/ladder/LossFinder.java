package afterimage.comparison.report.ladder;

import afterimage.comparison.drive.Journal;
import afterimage.comparison.fidelity.Difference;
import afterimage.comparison.fidelity.Happening;
import afterimage.comparison.fidelity.Judgement;
import afterimage.comparison.fidelity.Verdict;
import afterimage.comparison.report.ladder.LadderReport.Count;
import afterimage.comparison.report.ladder.LadderReport.Loss;
import afterimage.comparison.scenario.Deed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The kinds of loss over all rungs, from the verdicts alone; each with a story from the highest
/// rung that has it as a rule and not as an exception.
final class LossFinder {

  /// Every event has an actor, so that type does not matter.
  static final String ANY = "every event";

  /// What nobody asked of the app is a kind of its own: no rung below event sourcing states it.
  static final String BEHIND = "written behind the app";

  /// Of the most that any rung loses, so that a story is not told of a rare exception.
  private static final int TOLD_FROM = 4;

  private final List<Measured> rungs;
  private final Map<Kind, List<List<Judgement.Pair>>> found = new LinkedHashMap<>();

  /// @param rungs that ran, from the lowest up
  LossFinder(List<Measured> rungs) {
    this.rungs = rungs;
    for (int i = 0; i < rungs.size(); i++) {
      for (Judgement.Pair pair : rungs.get(i).judgement().pairs()) {
        for (Kind kind : kinds(rungs.get(i).journal(), pair)) {
          pairs(kind).get(i).add(pair);
        }
      }
    }
  }

  /// @param attribute that differs, for the story; null where it is the whole event
  /// @param how it differs; null with `attribute`
  record Kind(String type, String what, @Nullable String attribute, Difference.@Nullable Kind how) {

    /// Why an item was taken out.
    boolean isReason() {
      return "reason".equals(attribute) && type.equals("ItemRemoved");
    }
  }

  /// What shoppers said and no table has comes first; then what the highest rungs lose, of these
  /// what is lost most often.
  List<Loss> losses() {
    return found.keySet().stream()
        .sorted(
            Comparator.comparing((Kind kind) -> !kind.isReason())
                .thenComparingInt(kind -> -told(kind))
                .thenComparingInt(kind -> -events(kind, told(kind)))
                .thenComparing(Kind::type)
                .thenComparing(Kind::what))
        .map(this::loss)
        .toList();
  }

  private Loss loss(Kind kind) {
    int highest = highest(kind);
    List<Count> counts = new ArrayList<>();
    for (int i = 0; i < rungs.size(); i++) {
      counts.add(new Count(rungs.get(i).rung().label(), events(kind, i)));
    }
    return new Loss(
        kind.type,
        kind.what,
        trueEvents(kind.type),
        counts,
        highest + 1 < rungs.size() ? rungs.get(highest + 1).rung().label() : null,
        StoryWords.tell(rungs.get(told(kind)), kind, pairs(kind).get(told(kind))));
  }

  private List<List<Judgement.Pair>> pairs(Kind kind) {
    return found.computeIfAbsent(
        kind,
        _ -> Stream.<List<Judgement.Pair>>generate(ArrayList::new).limit(rungs.size()).toList());
  }

  private int highest(Kind kind) {
    List<List<Judgement.Pair>> pairs = pairs(kind);
    int highest = pairs.size() - 1;
    while (pairs.get(highest).isEmpty()) {
      highest--;
    }
    return highest;
  }

  private int told(Kind kind) {
    int most = 0;
    for (int i = 0; i < rungs.size(); i++) {
      most = Math.max(most, events(kind, i));
    }
    int told = highest(kind);
    while (events(kind, told) * TOLD_FROM < most) {
      told--;
    }
    return told;
  }

  private int events(Kind kind, int rung) {
    return pairs(kind).get(rung).stream().mapToInt(pair -> Math.max(1, pair.truth().size())).sum();
  }

  private int trueEvents(String type) {
    Map<String, Integer> most = new HashMap<>();
    for (Measured rung : rungs) {
      int here =
          (int)
              rung.judgement().pairs().stream()
                  .flatMap(pair -> pair.truth().stream())
                  .filter(event -> isOf(rung.journal(), event, type))
                  .count();
      most.merge(type, here, Math::max);
    }
    return Objects.requireNonNullElse(most.get(type), 0);
  }

  private static boolean isOf(Journal journal, Happening event, String type) {
    return type.equals(ANY)
        || (type.equals(BEHIND) ? isBehind(journal, event) : event.type().equals(type));
  }

  private static boolean isBehind(Journal journal, Happening event) {
    return journal.entries().get(event.step() - 1).deed() instanceof Deed.Behind;
  }

  private static List<Kind> kinds(Journal journal, Judgement.Pair pair) {
    Happening first = pair.truth().isEmpty() ? pair.derived().getFirst() : pair.truth().getFirst();
    if (isBehind(journal, first)) {
      return pair.verdict() instanceof Verdict.Recovered && !lacksActor(pair)
          ? List.of()
          : List.of(new Kind(BEHIND, "not told as it was", null, null));
    }
    List<Kind> kinds = new ArrayList<>();
    switch (pair.verdict()) {
      case Verdict.Recovered() -> {}
      case Verdict.Altered(var differences) -> differ(kinds, pair, differences);
      case Verdict.Merged(var differences) -> {
        kinds.add(whole(pair.truth(), "merged"));
        differ(kinds, pair, differences);
      }
      case Verdict.Split() -> kinds.add(whole(pair.truth(), "split"));
      case Verdict.Moved() -> kinds.add(whole(pair.truth(), "moved"));
      case Verdict.Missing() -> kinds.add(whole(pair.truth(), "missing"));
      case Verdict.Invented() -> kinds.add(whole(pair.derived(), "invented"));
    }
    if (lacksActor(pair)) {
      kinds.add(new Kind(ANY, "actor lost", "actor", Difference.Kind.LOST));
    }
    return kinds;
  }

  private static void differ(List<Kind> kinds, Judgement.Pair pair, List<Difference> differences) {
    for (Difference difference : differences) {
      kinds.add(
          new Kind(
              pair.truth().getFirst().type(),
              difference.attribute() + " " + difference.kind().words(),
              difference.attribute(),
              difference.kind()));
    }
  }

  private static Kind whole(List<Happening> events, String what) {
    return new Kind(events.getFirst().type(), what, null, null);
  }

  private static boolean lacksActor(Judgement.Pair pair) {
    return !pair.derived().isEmpty()
        && pair.truth().stream()
            .map(Happening::actor)
            .anyMatch(
                actor ->
                    actor != null
                        && pair.derived().stream().anyMatch(d -> !actor.equals(d.actor())));
  }
}
