package afterimage.cli.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.comparison.ladder.Ladder;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.ladder.RungResult;
import afterimage.comparison.ladder.RungWorld;
import afterimage.comparison.scenario.RandomCommands;
import afterimage.comparison.scenario.Scenario;
import afterimage.comparison.scenario.Workload;
import afterimage.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LadderTest {

  private static final Set<Rung> ALL = EnumSet.allOf(Rung.class);
  private static final RungWorld WORLD =
      new PlainRungWorld(TestPostgres.server(), Path.of("../mappings/ladder"));

  private static Workload small(int commands) {
    return Workload.of(new Scenario("random", "Ann", new RandomCommands(7).next(commands)), 7);
  }

  @Test
  void every_rung_is_really_run() {
    for (Workload workload : List.of(Workload.of(Scenario.demo(), 0), small(200))) {
      try (Ladder ladder = new Ladder(WORLD, _ -> {})) {
        List<RungResult> results = ladder.run(workload, ALL);

        assertThat(results).allMatch(RungResult.Ran.class::isInstance);
        assertThat(results).extracting(RungResult::rung).containsExactly(Rung.values());
      }
    }
  }
}
