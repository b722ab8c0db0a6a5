package afterimage.eventsourced.button;

import static afterimage.eventsourced.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.eventsourced.button.ButtonEvent.ButtonFound;
import afterimage.eventsourced.button.ButtonEvent.ButtonPressed;
import afterimage.eventsourced.button.ButtonEvent.ButtonSet;
import afterimage.store.Json;
import org.junit.jupiter.api.Test;

class ButtonDeciderTest {

  private static final ButtonEvent PRESSED = new ButtonPressed();

  private final ButtonDecider decider = new ButtonDecider("lamp");

  @Test
  void each_press_is_an_event_of_its_own() {
    given(decider).when(new ButtonCommand.Press(1)).then(PRESSED);
    given(decider, PRESSED).when(new ButtonCommand.Press(3)).then(PRESSED, PRESSED, PRESSED);
  }

  @Test
  void each_press_turns_it() {
    assertThat(given(decider).state()).isEqualTo(new Button("lamp", false, false));
    assertThat(given(decider, PRESSED).state().state()).isEqualTo("on");
    assertThat(given(decider, PRESSED, PRESSED).state().state()).isEqualTo("off");
    assertThat(given(decider, new ButtonFound(true)).state().state()).isEqualTo("on");
    assertThat(given(decider, PRESSED, new ButtonFound(false)).state().state()).isEqualTo("off");
  }

  @Test
  void setting_it_to_what_it_is_changes_nothing_once_it_is_there() {
    given(decider).when(new ButtonCommand.Set(false)).then(new ButtonSet(false));
    given(decider, new ButtonSet(false)).when(new ButtonCommand.Set(false)).then();
    given(decider, PRESSED).when(new ButtonCommand.Set(true)).then();
    given(decider, PRESSED).when(new ButtonCommand.Set(false)).then(new ButtonSet(false));
    assertThat(given(decider, PRESSED, new ButtonSet(false)).state().state()).isEqualTo("off");
  }

  @Test
  void a_batch_has_1_to_1000_presses() {
    assertThatThrownBy(() -> new ButtonCommand.Press(0))
        .hasMessage("0 presses; expected 1 to 1000");
    assertThatThrownBy(() -> new ButtonCommand.Press(1001))
        .hasMessage("1001 presses; expected 1 to 1000");
  }

  @Test
  void an_event_is_written_as_agreed_and_read_back() {
    ButtonCodec codec = new ButtonCodec();
    assertThat(codec.type(PRESSED)).isEqualTo("ButtonPressed");
    assertThat(codec.data(PRESSED).tree()).isEqualTo(new Json("{}").tree());
    assertThat(codec.read("ButtonPressed", 1, new Json("{}"))).isEqualTo(PRESSED);
    assertThat(codec.type(new ButtonFound(true))).isEqualTo("ButtonFound");
    assertThat(codec.data(new ButtonFound(true))).isEqualTo(new Json("{\"state\":\"on\"}"));
    assertThat(codec.read("ButtonFound", 1, new Json("{\"state\":\"on\"}")))
        .isEqualTo(new ButtonFound(true));
    assertThat(codec.type(new ButtonSet(true))).isEqualTo("ButtonSet");
    assertThat(codec.data(new ButtonSet(true))).isEqualTo(new Json("{\"state\":\"on\"}"));
    assertThat(codec.read("ButtonSet", 1, new Json("{\"state\":\"off\"}")))
        .isEqualTo(new ButtonSet(false));
  }

  @Test
  void what_has_another_shape_is_refused() {
    ButtonCodec codec = new ButtonCodec();
    assertThatThrownBy(() -> codec.read("ButtonBroken", 1, Json.EMPTY))
        .hasMessage(
            "it is not an event of a button; expected ButtonFound, ButtonPressed or ButtonSet");
    assertThatThrownBy(() -> codec.read("ButtonSet", 1, new Json("{\"state\":\"dim\"}")))
        .hasMessage("state is dim; expected on or off");
    assertThatThrownBy(() -> codec.read("ButtonPressed", 2, Json.EMPTY))
        .hasMessage("the schema version is 2; expected 1");
    assertThatThrownBy(() -> codec.read("ButtonPressed", 1, new Json("[]")))
        .hasMessage("data is []; expected an object");
  }
}
