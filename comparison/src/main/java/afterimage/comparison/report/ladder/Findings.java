package afterimage.comparison.report.ladder;

import afterimage.comparison.audit.AuditScore;
import afterimage.comparison.costs.RungCosts;
import afterimage.comparison.drive.Journal;
import afterimage.comparison.fidelity.RungFigures;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.ladder.RungResult;
import afterimage.comparison.report.Report;
import afterimage.comparison.scenario.Workload;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a run on the ladder left behind, and what the judges say of it.
///
/// @param results of every rung that was asked for, from the lowest up
/// @param figures of those that ran
/// @param tables what the legacy app's tables alone answer; null if they were not asked
/// @param costs of the bare app and of rungs; empty if they were not measured
/// @param capabilities empty if they were not checked
/// @param walkthrough the demo's few commands, step by step; null if they were not played
/// @param complete false if the run was interrupted
public record Findings(
    Workload workload,
    @Nullable String mix,
    List<RungResult> results,
    List<RungFigures> figures,
    @Nullable AuditScore tables,
    List<RungCosts> costs,
    List<LadderReport.Capability> capabilities,
    @Nullable Report walkthrough,
    boolean complete) {

  public Findings {
    results = List.copyOf(results);
    figures = List.copyOf(figures);
    costs = List.copyOf(costs);
    capabilities = List.copyOf(capabilities);
  }

  Optional<RungFigures> figures(Rung rung) {
    return figures.stream().filter(of -> of.rung() == rung).findFirst();
  }

  /// Of the highest rung that ran: it has the answers of both apps.
  Journal journal() {
    return results.reversed().stream()
        .flatMap(
            result ->
                switch (result) {
                  case RungResult.Ran ran -> java.util.stream.Stream.of(ran.journal());
                  case RungResult.NotRun _ -> java.util.stream.Stream.<Journal>of();
                })
        .findFirst()
        .orElse(new Journal(List.of()));
  }
}
