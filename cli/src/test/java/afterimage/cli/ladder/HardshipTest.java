package afterimage.cli.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.comparison.capabilities.Capability;
import afterimage.comparison.capabilities.Hardships;
import afterimage.comparison.ladder.Hardship;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.ladder.RungWorld;
import afterimage.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HardshipTest {

  @Test
  void who_begins_late_and_who_gets_over_a_renamed_column_is_seen_on_every_rung() throws Exception {
    RungWorld world = new PlainRungWorld(TestPostgres.server(), Path.of("../mappings/ladder"));
    List<Capability> capabilities = new ArrayList<>();
    for (Rung rung : Rung.values()) {
      capabilities.addAll(Hardships.of(Hardship.of(world, rung)));
    }
    capabilities.forEach(System.out::println);

    Map<String, List<Capability>> checks =
        capabilities.stream().collect(Collectors.groupingBy(Capability::name));
    assertThat(checks).hasSize(2);
    checks.forEach(
        (name, of) -> {
          assertThat(of).as(name).anyMatch(capability -> !capability.has());
          assertThat(of).as(name).anyMatch(c -> c.rung() == Rung.EVENTS && c.has());
        });
  }
}
