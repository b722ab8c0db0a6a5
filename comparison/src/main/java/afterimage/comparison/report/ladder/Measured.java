package afterimage.comparison.report.ladder;

import afterimage.comparison.drive.Journal;
import afterimage.comparison.fidelity.Judgement;
import afterimage.comparison.ladder.Rung;
import org.jspecify.annotations.Nullable;

/// What became of one rung, before it is told.
///
/// @param tables null for event sourcing, which has none
public record Measured(Rung rung, Journal journal, Judgement judgement, @Nullable Tables tables) {}
