package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

class PulseTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Pulse pulse = new Pulse(() -> now);

  private boolean isWellAfter(Duration time) {
    now = now.plus(time);
    return pulse.health(PATIENCE).isWell();
  }

  private void stream(String at) {
    pulse.at(LogSequenceNumber.valueOf(at));
    pulse.is(Pulse.State.STREAMING, "");
  }

  @Test
  void it_is_well_when_there_is_nothing_to_do_however_long() {
    stream("0/10");
    assertThat(isWellAfter(Duration.ofDays(3))).isTrue();
  }

  @Test
  void it_is_not_well_when_something_is_there_and_it_does_not_get_on() {
    stream("0/10");
    now = now.plus(Duration.ofDays(3));
    pulse.mustReach(LogSequenceNumber.valueOf("0/20"));
    assertThat(isWellAfter(Duration.ofMinutes(1))).isTrue();
    assertThat(isWellAfter(Duration.ofMinutes(2))).isFalse();
    pulse.receiving(7, 100);
    assertThat(isWellAfter(Duration.ofMinutes(1))).as("it received something").isTrue();
  }

  @Test
  void it_is_not_well_when_it_stores_without_end_or_waits_without_end() {
    stream("0/10");
    pulse.handling();
    assertThat(isWellAfter(Duration.ofMinutes(3))).isFalse();
    assertThat(pulse.isStalled(Duration.ofMinutes(1))).as("the source is not to blame").isFalse();
    pulse.acknowledged();
    assertThat(isWellAfter(Duration.ofMinutes(3))).isTrue();
    pulse.is(Pulse.State.WAITING, "the store is away");
    assertThat(isWellAfter(Duration.ofMinutes(1))).isTrue();
    pulse.is(Pulse.State.WAITING, "the store is away still");
    assertThat(isWellAfter(Duration.ofMinutes(2))).isFalse();
    assertThat(pulse.health(PATIENCE).why())
        .isEqualTo("waiting since 2026-01-01T00:06:00Z: the store is away still");
  }

  @Test
  void a_large_transaction_that_takes_long_is_well_as_long_as_more_of_it_is_translated() {
    stream("0/10");
    pulse.mustReach(LogSequenceNumber.valueOf("0/20"));
    pulse.handling();
    for (int i = 0; i < 10; i++) {
      assertThat(isWellAfter(Duration.ofSeconds(100))).isTrue();
      pulse.translating(7, 1_000);
    }
    pulse.storedLarge(new LargeTransaction(7, LogSequenceNumber.valueOf("0/30"), 10_000, 9_000, 5));
    pulse.acknowledged();
    assertThat(isWellAfter(Duration.ofDays(1))).as("it is there").isTrue();
    assertThat(pulse.transactions()).isEqualTo(1);
    assertThat(pulse.changes()).isEqualTo(10_000);
    assertThat(pulse.events()).isEqualTo(9_000);
    assertThat(pulse.unexplained()).isEqualTo(5);
  }

  @Test
  void standing_by_is_well() {
    pulse.is(Pulse.State.STANDBY, "");
    assertThat(isWellAfter(Duration.ofDays(1))).isTrue();
  }
}
