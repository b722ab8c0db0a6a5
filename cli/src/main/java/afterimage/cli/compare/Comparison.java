package afterimage.cli.compare;

import afterimage.capture.source.DebeziumChangeSource;
import afterimage.cli.Cleanup;
import afterimage.cli.Version;
import afterimage.cli.ladder.PlainRungWorld;
import afterimage.comparison.capabilities.Capability;
import afterimage.comparison.capabilities.DualWrites;
import afterimage.comparison.capabilities.Hardships;
import afterimage.comparison.costs.Costing;
import afterimage.comparison.costs.RungCosts;
import afterimage.comparison.ladder.DualWrite;
import afterimage.comparison.ladder.Hardship;
import afterimage.comparison.ladder.Ladder;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.ladder.RungResult;
import afterimage.comparison.ladder.RungWorld;
import afterimage.comparison.report.Report;
import afterimage.comparison.report.ladder.LadderReport;
import afterimage.comparison.report.ladder.LadderReportMaker;
import afterimage.comparison.report.ladder.Made;
import afterimage.comparison.scenario.Mix;
import afterimage.comparison.scenario.Workload;
import afterimage.postgres.Database;
import afterimage.postgres.PostgresServer;
import afterimage.postgres.ServerProblem;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A run on the ladder, from the server to the report, and its end.
public final class Comparison {

  private Comparison() {}

  /// Who is told.
  interface Told {

    void progress(String line);

    /// Once, and before anything is taken away; of a run that was interrupted too.
    void report(LadderReport report);
  }

  static LadderReport run(Optional<Database> given, Request request, Told told, PrintWriter err) {
    try (Cleanup cleanup = new Cleanup(err)) {
      PostgresServer server = given.map(PostgresServer::at).orElseGet(PostgresServer::embedded);
      cleanup.add("stop the PostgreSQL server", server::close);
      told.progress("PostgreSQL: " + server.describe());
      try (Interruption _ = new Interruption(cleanup);
          Ladder ladder = new Ladder(PlainRungWorld.on(server), told::progress)) {
        LadderReport report = measured(server, ladder, request, null, told::progress);
        told.report(report);
        return report;
      }
    }
  }

  /// @param walkthrough of a few commands, to be told with the rest; null for none
  /// @param progress is told what is being done, a line each
  public static LadderReport measured(
      PostgresServer server,
      Ladder ladder,
      Request request,
      @Nullable Report walkthrough,
      Consumer<String> progress) {
    List<RungResult> results = ladder.run(request.workload(), request.rungs());
    // Cleared, so that what ran can still be read and written.
    boolean interrupted = Thread.interrupted();
    if (results.stream().noneMatch(RungResult.Ran.class::isInstance)) {
      throw new ServerProblem(
          interrupted
              ? "Interrupted before a rung had run"
              : "No rung could be run. " + reasons(results));
    }
    List<RungCosts> costs =
        request.costs() && !interrupted ? costs(server, request, progress) : List.of();
    interrupted |= Thread.interrupted();
    List<Capability> hardships =
        request.costs() && !interrupted ? hardships(server, results, progress) : List.of();
    interrupted |= Thread.interrupted();
    progress.accept("Judging");
    return new LadderReportMaker(
            Judges.findings(request, results, costs, hardships, walkthrough, !interrupted))
        .make(
            new Made(
                Instant.now(),
                Version.number(),
                System.getProperty("java.version"),
                server.describe(),
                DebeziumChangeSource.describe(),
                request.reproduce()));
  }

  /// In runs of their own. What cannot be measured is no reason to lose the rest.
  private static List<RungCosts> costs(
      PostgresServer server, Request request, Consumer<String> progress) {
    try (Costing costing = new Costing(PlainRungWorld.on(server), progress)) {
      return costing.measure(
          Workload.shop(Costing.COMMANDS, request.workload().seed(), Mix.usual()), request.rungs());
    } catch (RuntimeException e) {
      progress.accept("Costs could not be measured: " + e.getMessage());
      return List.of();
    }
  }

  /// Of the rungs that ran, each begun late, with a column renamed under it, and with an app whose
  /// messages go wrong: more runs of their own.
  private static List<Capability> hardships(
      PostgresServer server, List<RungResult> results, Consumer<String> progress) {
    RungWorld world = PlainRungWorld.on(server);
    List<Capability> capabilities = new ArrayList<>();
    for (RungResult result : results) {
      if (result instanceof RungResult.Ran ran) {
        progress.accept("late start, renamed column, dual write: " + ran.rung().label());
        try {
          capabilities.addAll(Hardships.of(Hardship.of(world, ran.rung())));
          capabilities.add(DualWrites.of(DualWrite.of(world, ran.rung())));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return List.of();
        } catch (SQLException | RuntimeException e) {
          progress.accept(
              "%s could not be tried: %s".formatted(ran.rung().label(), e.getMessage()));
        }
      }
    }
    return capabilities;
  }

  /// Each once, since what stops one often stops all.
  private static String reasons(List<RungResult> results) {
    Map<String, List<String>> rungs = new LinkedHashMap<>();
    for (RungResult result : results) {
      if (result instanceof RungResult.NotRun(Rung rung, String because)) {
        rungs.computeIfAbsent(because, _ -> new ArrayList<>()).add(rung.label());
      }
    }
    return rungs.entrySet().stream()
        .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
        .collect(Collectors.joining("; "));
  }
}
