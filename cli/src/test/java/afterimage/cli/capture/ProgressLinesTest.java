package afterimage.cli.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.capture.Pulse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

  private final Pulse pulse = new Pulse(Clock.systemUTC());
  private final StringWriter err = new StringWriter();

  @Test
  void a_baseline_says_rows_rate_and_the_time_that_is_left() {
    try (ProgressLines _ = ProgressLines.of(pulse, false, new PrintWriter(err))) {
      pulse.found(1_000, 1_000_000_000);
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(err.toString())
                      .containsPattern(
                          "Baseline: 1,000 of about 1,000,000,000 rows, [1-9][0-9,]*/s, about"
                              + " [0-9]+ min [0-9]+ s left\n"));
    }
  }

  @Test
  void nothing_is_said_if_it_is_to_be_quiet() {
    try (ProgressLines _ = ProgressLines.of(pulse, true, new PrintWriter(err))) {
      pulse.found(1_000, 1_000_000);
    }
    assertThat(err.toString()).isEmpty();
  }
}
