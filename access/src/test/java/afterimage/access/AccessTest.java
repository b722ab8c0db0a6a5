package afterimage.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

  private static final String TOKEN = "0123456789abcdef";

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1"})
  void on_loopback_everybody_may(String host) {
    Access access = Access.of(host, Optional.empty());
    assertThat(access.admits(Optional.empty())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3", "no-such-host.invalid"})
  void beyond_it_there_must_be_a_token(String host) {
    assertThatThrownBy(() -> Access.of(host, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The server would listen on %s, beyond this machine, and anybody could change things. Set"
                    .formatted(host)
                + " AFTERIMAGE_TOKEN to 16 characters or more, or listen on 127.0.0.1");
    assertThat(Access.of(host, Optional.of(TOKEN)).admits(Optional.empty())).isFalse();
  }

  @Test
  void a_token_that_is_set_is_asked_for_everywhere_and_to_the_letter() {
    Access access = Access.of("127.0.0.1", Optional.of(TOKEN));
    assertThat(access.admits(Optional.of("Bearer " + TOKEN))).isTrue();
    assertThat(access.admits(Optional.of("bearer " + TOKEN))).isTrue();
    assertThat(access.admits(Optional.empty())).isFalse();
    assertThat(access.admits(Optional.of(TOKEN))).isFalse();
    assertThat(access.admits(Optional.of("Bearer "))).isFalse();
    assertThat(access.admits(Optional.of("Bearer " + TOKEN + "0"))).isFalse();
    assertThat(access.admits(Optional.of("Basic " + TOKEN))).isFalse();
  }

  @Test
  void a_token_that_can_be_guessed_is_refused() {
    assertThatThrownBy(() -> Access.of("127.0.0.1", Optional.of("secret")))
        .hasMessage(
            "AFTERIMAGE_TOKEN has 6 characters; expected 16 or more, such as openssl rand -hex 24"
                + " gives");
  }
}
