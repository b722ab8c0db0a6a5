package afterimage.comparison.fidelity;

import afterimage.comparison.audit.Audit;
import afterimage.comparison.audit.AuditScore;
import afterimage.comparison.audit.Source;
import afterimage.comparison.ladder.RunEvent;
import afterimage.comparison.ladder.RunEvents;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.ladder.RungResult;
import java.util.List;

/// What one rung is worth: its events against the true ones over all streams of a run, and its
/// answers.
///
/// @param judgement each event of both sides, for the stories
public record RungFigures(Rung rung, Judgement judgement, Score score, AuditScore audit) {

  /// Event sourcing is measured like the rest.
  public static RungFigures of(RungResult.Ran ran) {
    List<RunEvent> truth = RunEvents.truth(ran.journal());
    List<RunEvent> derived = RunEvents.of(ran.journal(), ran.store());
    Judgement judgement = Judgement.of(happenings(truth), happenings(derived));
    return new RungFigures(
        ran.rung(),
        judgement,
        Score.of(judgement),
        new Audit(truth).score(Source.of(ran.rung(), derived, ran.eventTypes())));
  }

  private static List<Happening> happenings(List<RunEvent> events) {
    return events.stream().map(Happening::of).toList();
  }
}
