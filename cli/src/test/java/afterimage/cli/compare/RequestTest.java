package afterimage.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.cli.BadConfiguration;
import afterimage.comparison.ladder.Rung;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTest {

  @Test
  void without_options_it_is_the_shop_on_all_rungs() {
    Request request = Request.of("shop", null, null, null, List.of(), true, false);

    assertThat(request.rungs()).containsExactly(Rung.values());
    assertThat(request.workload().deeds()).hasSize(2000);
    assertThat(request.mix()).isNull();
    assertThat(request.reproduce())
        .isEqualTo("./afterimage compare --workload shop --commands 2000 --seed 7");
  }

  @Test
  void the_command_to_reproduce_says_all_that_was_asked_but_no_address() {
    assertThat(
            Request.of("shop", 10, 3L, "retries=10", List.of("events", " log+tx"), false, true)
                .reproduce())
        .isEqualTo(
            "./afterimage compare --workload shop --commands 10 --seed 3 --mix retries=10 --rungs"
                + " log+tx,events --no-costs --url …");
    assertThat(Request.of("button", null, null, null, List.of(), true, false).reproduce())
        .isEqualTo("./afterimage compare --workload button");
  }

  @Test
  void all_that_is_wrong_is_told_at_once_with_what_may_have_been_meant() {
    assertThatThrownBy(
            () -> Request.of("shp", 0, null, null, List.of("pol", "log+tx", "wal"), true, false))
        .isInstanceOf(BadConfiguration.class)
        .hasMessage(
            """
            --workload: there is no workload shp. Did you mean shop? Expected cart-101, button, shop
            --commands 0: expected 1 to 100000
            --rungs: there is no rung pol. Did you mean poll? Expected poll, log, log+memory, log+before, log+tx, log+intent, outbox, events
            --rungs: there is no rung wal. Expected poll, log, log+memory, log+before, log+tx, log+intent, outbox, events\
            """);
  }

  @Test
  void a_workload_that_is_always_the_same_takes_no_size() {
    assertThatThrownBy(() -> Request.of("button", 5, null, null, List.of(), true, false))
        .hasMessage(
            "--workload button is always the same. Leave out --commands, --seed and --mix, or take"
                + " shop");
  }
}
