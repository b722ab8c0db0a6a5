package afterimage.store;

import java.util.List;

/// The rules of one kind of stream, free of any technology.
///
/// @param <C> commands
/// @param <S> the state that events fold to
/// @param <E> events
public interface Decider<C, S, E> {

  S initial();

  /// The events that a command stands for in this state; none if it changes nothing.
  ///
  /// @throws RuntimeException of the domain's own if the command is refused
  List<E> decide(C command, S state);

  S evolve(S state, E event);

  default S fold(Iterable<? extends E> events) {
    S state = initial();
    for (E event : events) {
      state = evolve(state, event);
    }
    return state;
  }
}
