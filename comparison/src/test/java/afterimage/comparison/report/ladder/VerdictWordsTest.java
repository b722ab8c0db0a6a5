package afterimage.comparison.report.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictWordsTest {

  private static final LadderReport REPORT = Samples.report();

  @Test
  void what_is_wrong_without_knowing_it_comes_first() {
    assertThat(VerdictWords.of(REPORT.rungs(), REPORT.audit(), 0, 2000))
        .isEqualTo(
            "The best capture of an unchanged app (log+tx) answers 10 % of 12 questions about 10 carts"
                + " wrong without knowing it, and recovers 30 % of 20 true events; event sourcing"
                + " 0 % and 100 %.");
  }

  @Test
  void without_carts_only_events_are_counted() {
    assertThat(VerdictWords.of(REPORT.rungs().subList(0, 2), null, 0, 2000))
        .isEqualTo(
            "Of 20 true events, the best capture of an unchanged app (log) recovers 20 % just as they"
                + " were.");
  }

  @Test
  void where_the_apps_differ_nothing_is_claimed() {
    assertThat(VerdictWords.of(REPORT.rungs(), REPORT.audit(), 3, 2000))
        .isEqualTo(
            "The two apps did not do the same: 3 of 2000 commands were answered differently, so that"
                + " what was lost cannot be told.");
  }

  @Test
  void where_no_rung_ran_there_is_nothing_to_tell() {
    assertThat(VerdictWords.of(List.of(REPORT.rungs().get(3)), null, 0, 2000))
        .isEqualTo("No rung ran, so that there is nothing to tell.");
  }
}
