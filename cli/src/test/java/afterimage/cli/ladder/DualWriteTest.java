package afterimage.cli.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.comparison.capabilities.DualWrites;
import afterimage.comparison.ladder.DualWrite;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.ladder.RungWorld;
import afterimage.postgres.TestPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DualWriteTest {

  private final RungWorld world =
      new PlainRungWorld(TestPostgres.server(), Path.of("../mappings/ladder"));

  @ParameterizedTest
  @EnumSource(value = Rung.class, names = "POLL", mode = EnumSource.Mode.EXCLUDE)
  void whoever_reads_the_log_or_the_store_tells_of_just_what_was_committed(Rung rung)
      throws Exception {
    DualWrite tried = DualWrite.of(world, rung);

    assertThat(tried.byEvents()).isEqualTo(DualWrite.TRUTH);
    assertThat(DualWrites.of(tried).has()).isTrue();
    if (rung != Rung.EVENTS) {
      // Wrong both ways: nobody was told of cart 1, and somebody of cart 2.
      assertThat(tried.byApp()).containsExactly(2L, 3L);
    }
  }

  @Test
  void a_poll_never_hears_of_what_was_stamped_before_its_last_look_and_committed_after_it()
      throws Exception {
    DualWrite tried = DualWrite.of(world, Rung.POLL);

    assertThat(tried.byEvents()).containsExactly(1L);
    assertThat(DualWrites.of(tried).has()).isFalse();
    assertThat(DualWrites.of(tried).how())
        .isEqualTo(
            "cart 1 was checked out, cart 2 was not as its commit failed, cart 3 was and its commit"
                + " came late; a subscriber to its events heard of 1, that of the app's own messages"
                + " of 2 and 3");
  }
}
