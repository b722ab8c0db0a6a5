package afterimage.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.cli.BadConfiguration;
import afterimage.comparison.report.ladder.LadderJson;
import afterimage.comparison.report.ladder.LadderReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ThresholdsTest {

  private static LadderReport report() throws IOException {
    return LadderJson.read(
        "sample", Files.readString(Path.of("src/test/resources/compare/report.json")));
  }

  @Test
  void a_figure_must_be_reached_on_every_rung_that_ran_or_on_the_one_that_is_named()
      throws IOException {
    assertThat(Thresholds.parse("recall=0.9").missed(report()))
        .containsExactly(
            "recall of poll: 0.0000, and must be 0.9",
            "recall of log: 0.2000, and must be 0.9",
            "recall of log+tx: 0.3000, and must be 0.9");
    assertThat(Thresholds.parse("events:recall=0.9, events:audit=1").missed(report())).isEmpty();
    assertThat(Thresholds.parse("log+tx:audit=0.71").missed(report()))
        .containsExactly("audit of log+tx: 0.7000, and must be 0.71");
  }

  @Test
  void what_did_not_run_or_was_not_asked_for_is_missed() throws IOException {
    assertThat(Thresholds.parse("outbox:recall=0.1,log+intent:recall=0.1").missed(report()))
        .containsExactly(
            "recall of outbox: it was not measured, and must be 0.1",
            "recall of log+intent: it was not asked for, and must be 0.1");
  }

  @Test
  void nothing_asked_is_nothing_missed() throws IOException {
    assertThat(Thresholds.parse(null).missed(report())).isEmpty();
  }

  @Test
  void all_that_cannot_be_used_is_told_at_once() {
    assertThatThrownBy(() -> Thresholds.parse("recal=0.9,lgo:recall=1,recall=90,precision"))
        .isInstanceOf(BadConfiguration.class)
        .hasMessage(
            "--fail-under: there is no figure recal. Did you mean recall? Expected recall,"
                + " precision, attributes, order, boundaries, time, actor, reason, audit; there is"
                + " no rung lgo. Did you mean log? Expected poll, log, log+memory, log+before,"
                + " log+tx, log+intent, outbox, events; `90` is no share. Expected a number from 0"
                + " to 1, such as 0.9; `precision` is no threshold. Expected recall=0.9 or"
                + " log+tx:recall=0.9");
  }
}
