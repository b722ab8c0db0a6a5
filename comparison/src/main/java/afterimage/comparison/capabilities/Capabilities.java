package afterimage.comparison.capabilities;

import afterimage.comparison.audit.AuditScore;
import afterimage.comparison.audit.Question;
import afterimage.comparison.audit.Rebuilt;
import afterimage.comparison.audit.Source;
import afterimage.comparison.drive.Journal;
import afterimage.comparison.fidelity.RungFigures;
import afterimage.comparison.fidelity.Score;
import afterimage.comparison.ladder.RunEvent;
import afterimage.comparison.ladder.RunEvents;
import afterimage.comparison.ladder.RungResult;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Tries each thing on one rung of a run, with what the run left in its store and tables. Nothing
/// is left behind.
public final class Capabilities {

  private Capabilities() {}

  /// @param figures of the same rung
  public static List<Capability> of(RungResult.Ran ran, RungFigures figures) {
    List<RunEvent> truth = RunEvents.truth(ran.journal());
    List<RunEvent> own = RunEvents.of(ran.journal(), ran.store());
    Source source = Source.of(ran.rung(), own, ran.eventTypes());
    return List.of(
        rebuild(ran, truth, source),
        temporal(ran, truth, source),
        replay(ran, figures.audit()),
        reasons(ran, truth, figures),
        Immutability.of(ran),
        order(ran, figures.score()),
        idempotent(ran, own));
  }

  private static Capability rebuild(RungResult.Ran ran, List<RunEvent> truth, Source source) {
    Rebuilt rebuilt = Rebuilt.now(truth, source);
    return new Capability(
        "complete rebuild",
        ran.rung(),
        rebuilt.isComplete(),
        "built anew from its events, %d of %d carts are what they are"
            .formatted(rebuilt.same(), rebuilt.places()));
  }

  private static Capability temporal(RungResult.Ran ran, List<RunEvent> truth, Source source) {
    Rebuilt rebuilt = Rebuilt.then(truth, source);
    return new Capability(
        "temporal query",
        ran.rung(),
        rebuilt.isComplete(),
        "asked as of each command, %d of %d states are what they were"
            .formatted(rebuilt.same(), rebuilt.places()));
  }

  private static Capability replay(RungResult.Ran ran, AuditScore audit) {
    AuditScore.OfQuestion of = audit.questions().get(Question.WITHOUT_A_DISCOUNT.number() - 1);
    return new Capability(
        "replay with a corrected past",
        ran.rung(),
        of.right() == of.carts(),
        "played again without the first discount, %d of %d carts come to the right total"
            .formatted(of.right(), of.carts()));
  }

  /// Of all true events: one that was not found has kept nothing.
  private static Capability reasons(RungResult.Ran ran, List<RunEvent> truth, RungFigures figures) {
    long asked = truth.stream().filter(event -> event.reason() != null).count();
    long kept =
        figures.judgement().pairs().stream()
            .filter(pair -> !pair.derived().isEmpty())
            .flatMap(
                pair ->
                    pair.truth().stream()
                        .filter(
                            event ->
                                event.reason() != null
                                    && pair.derived().stream()
                                        .allMatch(
                                            d ->
                                                event.reason().equals(d.reason())
                                                    && Objects.equals(event.actor(), d.actor()))))
            .count();
    return new Capability(
        "audit with reasons",
        ran.rung(),
        kept == asked,
        "of %d events with a reason, %d say it, and who gave it".formatted(asked, kept));
  }

  private static Capability order(RungResult.Ran ran, Score score) {
    return new Capability(
        "order over aggregates",
        ran.rung(),
        score.orderKept() == 1 && score.boundariesKept() == 1,
        ("%.2f %% of the neighbours over all streams are in true order,"
                + " %.2f %% of the commands are one transaction")
            .formatted(100 * score.orderKept(), 100 * score.boundariesKept()));
  }

  /// A consumer that is told twice must see that it is the same: what comes again leaves no second
  /// event.
  private static Capability idempotent(RungResult.Ran ran, List<RunEvent> own) {
    Set<String> seen = new HashSet<>();
    Set<Integer> again =
        ran.journal().entries().stream()
            .filter(entry -> !seen.add(entry.sender().commandId()))
            .map(Journal.Entry::step)
            .collect(Collectors.toSet());
    long twice = own.stream().map(RunEvent::step).distinct().filter(again::contains).count();
    return new Capability(
        "idempotent consumers",
        ran.rung(),
        twice == 0,
        "of %d commands that came again, %d left further events".formatted(again.size(), twice));
  }
}
