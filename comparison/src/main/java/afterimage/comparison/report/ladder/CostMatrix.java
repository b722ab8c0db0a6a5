package afterimage.comparison.report.ladder;

import afterimage.comparison.report.ladder.LadderReport.Costs;
import afterimage.comparison.report.ladder.Matrix.Cell;
import afterimage.comparison.report.ladder.Matrix.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What each rung costs, beside the bare app.
final class CostMatrix {

  private CostMatrix() {}

  /// Null if nothing was measured.
  static @Nullable Matrix of(LadderReport report) {
    Map<String, Costs> costs = new LinkedHashMap<>();
    if (report.bare() != null) {
      costs.put("bare app", report.bare());
    }
    report
        .measured()
        .forEach(
            rung -> {
              if (rung.costs() != null) {
                costs.put(rung.rung(), rung.costs());
              }
            });
    return costs.isEmpty()
        ? null
        : new Matrix(
            "Costs",
            "Each rung in a run of its own, %s, against the legacy app with nothing beside it"
                    .formatted(
                        Figures.counted(costs.values().iterator().next().commands(), "command"))
                + " on a server with wal_level = replica.",
            "Cost",
            List.copyOf(costs.keySet()),
            rows(costs));
  }

  private static List<Row> rows(Map<String, Costs> costs) {
    return List.of(
        row(costs, "log (WAL), bytes for a command", Costs::walBytes),
        row(costs, "tables, bytes for a command", Costs::tableBytes),
        row(costs, "events, bytes for a command", Costs::eventBytes),
        row(costs, "a command takes, ms, p50", Costs::p50Millis),
        row(costs, "a command takes, ms, p99", Costs::p99Millis),
        row(costs, "CPU of the server, s", Costs::serverCpuSeconds),
        row(costs, "CPU of the pipeline, s", Costs::pipelineCpuSeconds),
        row(costs, "from commit to event, ms, p50", Costs::delayP50Millis),
        row(costs, "from commit to event, ms, p99", Costs::delayP99Millis),
        lines(costs, "lines of code in the app", Costs::codeLines),
        lines(costs, "lines of mapping", Costs::mappingLines));
  }

  private static Row lines(Map<String, Costs> costs, String name, Function<Costs, Integer> of) {
    return new Row(
        name,
        costs.values().stream().map(cost -> Cell.of(Figures.number(of.apply(cost)))).toList());
  }

  private static Row row(
      Map<String, Costs> costs, String name, Function<Costs, @Nullable Double> figure) {
    List<Cell> cells = new ArrayList<>();
    costs.values().forEach(cost -> cells.add(Cell.of(Figures.measured(figure.apply(cost)))));
    return new Row(name, cells);
  }
}
