package afterimage.capture.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LullTest {

  private final Lull lull = new Lull();

  @Test
  void begins_after_many_empty_answers_and_ends_with_the_first_record() throws Exception {
    for (int i = 1; i < Lull.BEGINS_AFTER; i++) {
      lull.came(0);
      assertThat(lull.isLasting()).isFalse();
    }
    lull.came(0);
    assertThat(lull.isLasting()).isTrue();
    lull.came(0);
    assertThat(lull.isLasting()).isTrue();

    lull.came(1);
    assertThat(lull.isLasting()).isFalse();
    lull.came(0);
    assertThat(lull.isLasting()).isFalse();
  }
}
