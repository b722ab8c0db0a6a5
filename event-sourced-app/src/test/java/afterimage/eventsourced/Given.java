package afterimage.eventsourced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import afterimage.eventsourced.handling.Refused;
import afterimage.store.Decider;
import java.util.List;

/// What has happened, what is asked, what happens then.
public record Given<C, S, E>(Decider<C, S, E> decider, List<E> events) {

  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <C, S, E> Given<C, S, E> given(Decider<C, S, E> decider, E... events) {
    return new Given<>(decider, List.of(events));
  }

  public When<C, S, E> when(C command) {
    return new When<>(this, command);
  }

  public S state() {
    return decider.fold(events);
  }

  public record When<C, S, E>(Given<C, S, E> given, C command) {

    @SafeVarargs
    @SuppressWarnings("varargs")
    public final void then(E... expected) {
      assertThat(given.decider().decide(command, given.state())).containsExactly(expected);
    }

    public void thenRefused(String problem, String sentence) {
      Refused refused =
          catchThrowableOfType(Refused.class, () -> given.decider().decide(command, given.state()));
      assertThat(refused).hasMessage(sentence);
      assertThat(refused.problem()).isEqualTo(problem);
    }
  }
}
