package afterimage.comparison.fidelity;

import afterimage.comparison.audit.AuditScore;
import afterimage.comparison.ladder.Rung;

/// What one rung is worth: its events against the true ones over all streams of a run, and its
/// answers.
///
/// @param judgement each event of both sides, for the stories
public record RungFigures(Rung rung, Judgement judgement, Score score, AuditScore audit) {}
