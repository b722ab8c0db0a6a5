package afterimage.cli.compare;

import afterimage.comparison.audit.Audit;
import afterimage.comparison.audit.AuditScore;
import afterimage.comparison.capabilities.Capabilities;
import afterimage.comparison.capabilities.Capability;
import afterimage.comparison.costs.RungCosts;
import afterimage.comparison.fidelity.RungFigures;
import afterimage.comparison.ladder.RunEvents;
import afterimage.comparison.ladder.RungResult;
import afterimage.comparison.report.Report;
import afterimage.comparison.report.ladder.CapabilityLines;
import afterimage.comparison.report.ladder.Findings;
import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Has everything judged that ran.
final class Judges {

  private Judges() {}

  static Findings findings(
      Request request,
      List<RungResult> results,
      List<RungCosts> costs,
      List<Capability> hardships,
      @Nullable Report walkthrough,
      boolean complete) {
    List<RungResult.Ran> ran =
        results.stream()
            .flatMap(
                result ->
                    switch (result) {
                      case RungResult.Ran it -> Stream.of(it);
                      case RungResult.NotRun _ -> Stream.<RungResult.Ran>of();
                    })
            .toList();
    List<RungFigures> figures = new ArrayList<>();
    List<Capability> capabilities = new ArrayList<>();
    for (RungResult.Ran it : ran) {
      RungFigures of = RungFigures.of(it);
      figures.add(of);
      capabilities.addAll(Capabilities.of(it, of));
    }
    capabilities.addAll(hardships);
    return new Findings(
        request.workload(),
        request.mix(),
        results,
        figures,
        tables(ran),
        costs,
        CapabilityLines.of(capabilities),
        walkthrough,
        complete);
  }

  /// Of the lowest rung that has tables: nothing is added to the app there. Null if none has.
  private static @Nullable AuditScore tables(List<RungResult.Ran> ran) {
    for (RungResult.Ran it : ran) {
      Database tables = it.tables();
      if (tables != null) {
        try {
          return new Audit(RunEvents.truth(it.journal())).tables(tables.dataSource());
        } catch (SQLException e) {
          throw new ServerProblem("%s: %s".formatted(tables.address(), e.getMessage()), e);
        }
      }
    }
    return null;
  }
}
