package afterimage.cli.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.comparison.audit.Audit;
import afterimage.comparison.audit.AuditScore;
import afterimage.comparison.capabilities.Capabilities;
import afterimage.comparison.capabilities.Capability;
import afterimage.comparison.fidelity.RungFigures;
import afterimage.comparison.fidelity.Score;
import afterimage.comparison.ladder.Ladder;
import afterimage.comparison.ladder.RunEvents;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.ladder.RungResult;
import afterimage.comparison.scenario.Mix;
import afterimage.comparison.scenario.Workload;
import afterimage.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the rungs are worth on the day of a shop.
class FiguresTest {

  private static final int COMMANDS = Integer.getInteger("afterimage.commands", 300);
  private static final long SEED = Long.getLong("afterimage.seed", 7L);

  private record Measured(
      List<RungFigures> rungs, List<Capability> capabilities, AuditScore tables) {}

  private static Measured run(Set<Rung> rungs, int commands) throws SQLException {
    try (Ladder ladder =
        new Ladder(
            new PlainRungWorld(TestPostgres.server(), Path.of("../mappings/ladder")), _ -> {})) {
      List<RungFigures> figures = new ArrayList<>();
      List<Capability> capabilities = new ArrayList<>();
      AuditScore tables = AuditScore.of("tables", List.of());
      for (RungResult result : ladder.run(Workload.shop(commands, SEED, Mix.usual()), rungs)) {
        switch (result) {
          case RungResult.Ran ran -> {
            RungFigures of = RungFigures.of(ran);
            figures.add(of);
            capabilities.addAll(Capabilities.of(ran, of));
            if (ran.tables() != null) {
              tables =
                  new Audit(RunEvents.truth(ran.journal()))
                      .tables(Objects.requireNonNull(ran.tables()).dataSource());
            }
          }
          case RungResult.NotRun(Rung rung, String because) ->
              throw new AssertionError(rung + ": " + because);
        }
      }
      return new Measured(figures, capabilities, tables);
    }
  }

  @Test
  void event_sourcing_is_measured_like_the_rest_and_loses_nothing() throws SQLException {
    Measured measured = run(EnumSet.allOf(Rung.class), COMMANDS);
    measured.rungs().forEach(FiguresTest::print);
    print(measured.tables());
    measured.capabilities().forEach(System.out::println);

    RungFigures events = measured.rungs().getLast();
    Score score = events.score();
    assertThat(
            List.of(
                score.recall(),
                score.precision(),
                score.attributesKept(),
                score.orderKept(),
                score.boundariesKept(),
                score.atItsCommand(),
                score.actorKept(),
                score.reasonKept()))
        .containsOnly(1.0);
    assertThat(score.commandsOff()).isZero();
    assertThat(events.audit().right()).isEqualTo(events.audit().asked());
    assertThat(measured.tables().wrong()).as("a row knows what it does not say").isZero();
    // A check that nobody can fail checks nothing.
    Map<String, List<Capability>> checks =
        measured.capabilities().stream().collect(Collectors.groupingBy(Capability::name));
    checks.forEach(
        (name, of) -> {
          assertThat(of).as(name).hasSize(Rung.values().length);
          assertThat(of).as(name).anyMatch(capability -> !capability.has());
          assertThat(of).as(name).anyMatch(c -> c.rung() == Rung.EVENTS && c.has());
        });
    assertThat(checks).hasSize(7);
  }

  @Test
  void a_second_run_of_the_seed_gives_the_same_figures_and_the_same_answers() throws SQLException {
    Set<Rung> rungs = EnumSet.of(Rung.POLL, Rung.LOG_TX, Rung.EVENTS);
    Measured first = run(rungs, 120);
    Measured second = run(rungs, 120);

    assertThat(second.rungs())
        .extracting(RungFigures::score)
        .isEqualTo(first.rungs().stream().map(RungFigures::score).toList());
    assertThat(second.rungs())
        .extracting(RungFigures::audit)
        .isEqualTo(first.rungs().stream().map(RungFigures::audit).toList());
    assertThat(second.tables()).isEqualTo(first.tables());
    assertThat(second.capabilities()).isEqualTo(first.capabilities());
  }

  private static void print(RungFigures of) {
    Score score = of.score();
    System.out.printf(
        "%s: recall %.3f, precision %.3f, attributes %.3f, order %.3f, boundaries %.3f, dated %.3f,"
            + " actor %.3f, reason %.3f%n",
        of.rung(),
        score.recall(),
        score.precision(),
        score.attributesKept(),
        score.orderKept(),
        score.boundariesKept(),
        score.atItsCommand(),
        score.actorKept(),
        score.reasonKept());
    print(of.audit());
  }

  /// Right, known to be unknown, wrong: of all questions, and of each.
  private static void print(AuditScore score) {
    System.out.printf(
        "%s: %d/%d/%d %s%n",
        score.source(),
        score.right(),
        score.knownUnknown(),
        score.wrong(),
        score.questions().stream()
            .map(of -> "%d/%d/%d".formatted(of.right(), of.knownUnknown(), of.wrong()))
            .toList());
  }
}
