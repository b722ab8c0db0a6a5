package afterimage.eventsourced.asking;

import afterimage.eventsourced.handling.Handler;
import afterimage.store.StreamId;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// A stream that can be asked about.
///
/// @param <C> commands
/// @param <S> states
/// @param <E> events
public interface Subject<C, S, E> {

  Handler<C, S, E> handler();

  /// A state as JSON, also that of what is not there.
  ObjectNode show(S state);

  /// What an event is, in words that follow upon who did it: `added 1 banana at 1.00`.
  String words(E event);

  /// The command that the event stands for; empty if nobody could have asked for it.
  Optional<C> command(E event);

  /// The stream in which the event that caused this one is, if it is one that was caused.
  Optional<StreamId> origin(E event);

  /// The events that lead from one state to another; empty if none do.
  Optional<List<E>> between(S from, S to);
}
