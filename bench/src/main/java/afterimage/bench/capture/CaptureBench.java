package afterimage.bench.capture;

import afterimage.bench.Figure;
import afterimage.bench.Figure.Target;
import afterimage.postgres.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// All measures of the pipeline.
public final class CaptureBench {

  /// Fewer are no backlog.
  public static final int FEWEST_ROWS = 900;

  private static final List<CaptureMeasure> MEASURES =
      List.of(
          new DrainMeasure("drain", 3, false, new Target.AtLeast(0.9)),
          new DrainMeasure("drain-known-rows", 3, true, new Target.AtLeast(0.6)),
          new DrainMeasure("drain-1", 1, false, new Target.Reported()),
          new DrainMeasure("drain-1000", 1_000, false, new Target.Reported()),
          new BaselineMeasure(),
          new VisibleMeasure(),
          new RecoveryMeasure());

  private CaptureBench() {}

  /// The names of all measures.
  public static List<String> names() {
    return MEASURES.stream().map(CaptureMeasure::name).toList();
  }

  /// @param names of the measures to run
  /// @param rows row changes of a backlog
  /// @param rounds how often each side of a ratio runs
  /// @param seconds how long a load lasts
  /// @param progress is told what is measured next, and what came out of a round
  public static List<Figure> run(
      PostgresServer server,
      Jvm jvm,
      List<String> names,
      int rows,
      int rounds,
      int seconds,
      Consumer<String> progress)
      throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (CaptureMeasure measure : MEASURES) {
      if (names.contains(measure.name())) {
        progress.accept(measure.name());
        try (Bench bench = new Bench(server, jvm, rows, rounds, seconds, progress)) {
          figures.addAll(measure.measure(bench));
        }
      }
    }
    return figures;
  }
}
