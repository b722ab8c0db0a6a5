package afterimage.comparison.report.ladder;

import afterimage.comparison.costs.RungCosts;
import afterimage.comparison.drive.Journal;
import afterimage.comparison.fidelity.RungFigures;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.ladder.RungResult;
import afterimage.comparison.report.ladder.LadderReport.Accounting;
import afterimage.comparison.report.ladder.LadderReport.Audit;
import afterimage.comparison.report.ladder.LadderReport.Costs;
import afterimage.comparison.report.ladder.LadderReport.Ran;
import afterimage.comparison.report.ladder.LadderReport.RungReport;
import afterimage.comparison.report.ladder.LadderReport.Setting;
import afterimage.comparison.scenario.Deed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts a report together from what was found.
public final class LadderReportMaker {

  private static final int DIVERGENCES = 20;

  private final Findings findings;

  public LadderReportMaker(Findings findings) {
    this.findings = findings;
  }

  public LadderReport make(Made made) {
    List<RungReport> rungs = findings.results().stream().map(this::rung).toList();
    Audit audit = AuditLines.of(findings);
    List<String> divergences = divergences();
    return new LadderReport(
        LadderReport.FORMAT,
        made.at(),
        findings.complete(),
        setting(made),
        VerdictWords.of(rungs, audit, divergences.size(), findings.workload().deeds().size()),
        divergences.stream().limit(DIVERGENCES).toList(),
        rungs,
        new LossFinder(measured()).losses(),
        audit,
        costs(null),
        findings.capabilities(),
        findings.walkthrough());
  }

  private Setting setting(Made made) {
    int accepted = 0;
    int refused = 0;
    int repeated = 0;
    int behind = 0;
    Set<String> ids = new HashSet<>();
    for (Journal.Entry entry : findings.journal().entries()) {
      if (entry.agreed()) {
        accepted += entry.legacy().accepted() ? 1 : 0;
        refused += entry.legacy().accepted() ? 0 : 1;
      }
      repeated += ids.add(entry.sender().commandId()) ? 0 : 1;
      behind += entry.deed() instanceof Deed.Behind ? 1 : 0;
    }
    return new Setting(
        findings.workload().name(),
        findings.workload().seed(),
        findings.workload().deeds().size(),
        accepted,
        refused,
        repeated,
        behind,
        findings.mix(),
        made.afterimage(),
        made.java(),
        made.server(),
        made.capture(),
        made.reproduce());
  }

  /// Each rung is a run of its own; what one app answered otherwise than the other is told once.
  private List<String> divergences() {
    return findings.journal().entries().stream()
        .filter(entry -> !entry.agreed())
        .map(
            entry ->
                "Step %d, %s: the legacy app answered %d, the event-sourced one %d"
                    .formatted(
                        entry.step(),
                        entry.command().words(),
                        entry.legacy().status(),
                        entry.eventSourced().status()))
        .toList();
  }

  private RungReport rung(RungResult result) {
    String label = result.rung().label();
    return switch (result) {
      case RungResult.NotRun(Rung rung, String because) ->
          new RungReport(label, rung.adds(), because, null, costs(rung));
      case RungResult.Ran ran ->
          findings
              .figures(ran.rung())
              .map(
                  figures ->
                      new RungReport(
                          label, ran.rung().adds(), null, ran(ran, figures), costs(ran.rung())))
              .orElseGet(
                  () ->
                      new RungReport(
                          label,
                          ran.rung().adds(),
                          "it ran, and was not judged",
                          null,
                          costs(ran.rung())));
    };
  }

  private static Ran ran(RungResult.Ran ran, RungFigures figures) {
    afterimage.comparison.ladder.Accounting accounting = ran.accounting();
    return new Ran(
        ran.how(),
        figures.score(),
        ran.rung() == Rung.EVENTS
            ? null
            : new Accounting(
                accounting.rowChanges(),
                accounting.explained(),
                accounting.ignored(),
                accounting.unexplained()),
        ran.mappings(),
        byConstruction(ran.rung()));
  }

  private static @Nullable String byConstruction(Rung rung) {
    return switch (rung) {
      case POLL, LOG, LOG_MEMORY, LOG_BEFORE, LOG_TX, LOG_INTENT -> null;
      case OUTBOX ->
          "recall of what goes through the app: it writes the events itself, and they are only carried";
      case EVENTS -> "that no decided event is lost: the state is made from them";
    };
  }

  private List<Measured> measured() {
    List<Measured> measured = new ArrayList<>();
    for (RungResult result : findings.results()) {
      if (result instanceof RungResult.Ran ran) {
        findings
            .figures(ran.rung())
            .ifPresent(
                figures ->
                    measured.add(
                        new Measured(
                            ran.rung(),
                            ran.journal(),
                            figures.judgement(),
                            ran.tables() == null ? null : new TablesOf(ran.tables()))));
      }
    }
    return measured;
  }

  /// @param rung null for the bare app
  private @Nullable Costs costs(@Nullable Rung rung) {
    return findings.costs().stream()
        .filter(costs -> costs.rung() == rung)
        .findFirst()
        .map(LadderReportMaker::line)
        .orElse(null);
  }

  private static Costs line(RungCosts costs) {
    RungCosts.Millis delay = costs.delay();
    return new Costs(
        costs.commands(),
        costs.walBytes(),
        costs.tableBytes(),
        costs.eventBytes(),
        costs.latency().p50(),
        costs.latency().p99(),
        costs.serverCpu(),
        costs.pipelineCpu(),
        delay == null ? null : delay.p50(),
        delay == null ? null : delay.p99(),
        costs.codeLines(),
        costs.mappingLines(),
        costs.notMeasured());
  }
}
