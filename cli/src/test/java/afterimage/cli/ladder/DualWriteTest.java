package afterimage.cli.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.comparison.capabilities.Capability;
import afterimage.comparison.capabilities.DualWrites;
import afterimage.comparison.ladder.DualWrite;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.ladder.RungWorld;
import afterimage.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DualWriteTest {

  private final RungWorld world =
      new PlainRungWorld(TestPostgres.server(), Path.of("../mappings/ladder"));

  @ParameterizedTest
  @EnumSource
  void every_rungs_events_tell_of_what_was_committed_and_the_apps_own_message_does_not(Rung rung)
      throws Exception {
    DualWrite tried = DualWrite.of(world, rung);

    assertThat(tried.byEvents()).isEqualTo(DualWrite.TRUTH);
    assertThat(DualWrites.of(tried).has()).isTrue();
    if (rung != Rung.EVENTS) {
      // Wrong both ways: nobody was told of cart 1, and somebody of cart 2.
      assertThat(tried.byApp()).containsExactly(2L);
    }
  }

  @Test
  void whoever_hears_of_what_the_app_says_does_not_have_it() {
    Capability bare = DualWrites.of(new DualWrite(Rung.OUTBOX, List.of(), List.of(2L)));
    assertThat(bare.has()).isFalse();
  }
}
