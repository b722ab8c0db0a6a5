package afterimage.eventsourced.handling;

import afterimage.store.Certainty;
import java.util.Optional;

/// A state and the events it comes from.
///
/// @param version that of the last event; 0 if there are none: then the state is the initial one
/// @param position of the last event among those of all streams; 0 if there are none
/// @param certainty the weakest among the derived events; empty if none was derived
public record Folded<S>(S state, long version, long position, Optional<Certainty> certainty) {

  /// The same, once its events are appended.
  ///
  /// @param appended the position of the last of them, and of what was appended with them
  public Folded<S> at(long appended) {
    return new Folded<>(state, version, appended, certainty);
  }
}
