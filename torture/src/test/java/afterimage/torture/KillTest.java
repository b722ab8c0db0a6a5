package afterimage.torture;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.postgres.TestPostgres;
import afterimage.torture.fault.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// F1, F2, F3 and F8 of the faults that must be survived.
class KillTest {

  @Test
  void killed_25_times_at_every_moment_nothing_is_lost_and_nothing_is_there_twice()
      throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("KillTest: -Dseed=" + seed);
    List<Moment> moments =
        List.of(
            Moment.RECEIVING, Moment.STORED, Moment.CONNECTING, Moment.LARGE, Moment.TRANSLATING);

    TortureResult result =
        Torture.run(
            TestPostgres.server(),
            new TortureSettings(
                Integer.getInteger("kills", 25),
                Duration.ZERO,
                seed,
                Set.of(TortureSettings.Kind.KILL),
                moments,
                5,
                Launch.victim()),
            System.out::println);

    System.out.println(result.counts() + ", " + result.checked() + ", " + result.took());
    assertThat(result.findings()).as("seed %d", seed).isEmpty();
    assertThat(result.transactions()).isPositive();
    for (Moment moment : moments) {
      assertThat(result.counts())
          .as("seed %d", seed)
          .containsEntry("kill " + moment.name().toLowerCase(java.util.Locale.ROOT), 5);
    }
  }
}
