package afterimage.legacy;

import static afterimage.legacy.ShopOverRows.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.legacy.button.Button;
import afterimage.legacy.button.ButtonAnswer;
import afterimage.legacy.button.ButtonState;
import afterimage.legacy.button.Buttons;
import afterimage.legacy.version.ExpectedVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ButtonRowsTest {

  private final ShopOverRows world = ShopOverRows.empty();
  private final Buttons buttons = world.shop().buttons();

  private List<String> states() {
    return world.rows("select id || ' ' || state from buttons");
  }

  @Test
  void each_press_flips_the_row() {
    assertThat(buttons.find("lamp")).isEmpty();

    assertThat(buttons.press("lamp", 1, ANY))
        .isEqualTo(new ButtonAnswer.Done(new Button("lamp", ButtonState.ON)));
    assertThat(states()).containsExactly("lamp on");

    buttons.press("lamp", 1, ANY);
    assertThat(states()).containsExactly("lamp off");
    assertThat(buttons.find("lamp")).contains(new Button("lamp", ButtonState.OFF));
  }

  @Test
  void two_presses_at_once_write_the_row_and_leave_it_as_it_was() {
    buttons.press("lamp", 1, ANY);
    List<String> writer = world.rows("select xmin from buttons");

    buttons.press("lamp", 2, ANY);

    assertThat(states()).containsExactly("lamp on");
    assertThat(world.rows("select xmin from buttons")).isNotEqualTo(writer);
  }

  @Test
  void a_button_at_another_version_is_not_pressed() {
    buttons.press("lamp", 1, ANY);
    Button on = buttons.find("lamp").orElseThrow();
    var expected = new ExpectedVersion.OneOf(List.of(on.version()));
    buttons.press("lamp", 1, expected);
    Button off = buttons.find("lamp").orElseThrow();

    assertThat(buttons.press("lamp", 1, expected))
        .isEqualTo(new ButtonAnswer.VersionDiffers("lamp", Optional.of(off.version()), expected));
    assertThat(states()).containsExactly("lamp off");
  }

  @Test
  void a_button_that_must_exist_does_not_come_into_being() {
    var present = new ExpectedVersion.Present();

    assertThat(buttons.press("lamp", 1, present))
        .isEqualTo(new ButtonAnswer.VersionDiffers("lamp", Optional.empty(), present));
    assertThat(states()).isEmpty();
  }

  @Test
  void no_press_is_no_batch() {
    assertThatThrownBy(() -> buttons.press("lamp", 0, ANY))
        .hasMessage("Button lamp: 0 presses; expected 1 or more");
  }
}
