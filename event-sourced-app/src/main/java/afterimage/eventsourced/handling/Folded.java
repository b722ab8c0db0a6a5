package afterimage.eventsourced.handling;

import afterimage.store.Certainty;
import java.util.Optional;

/// A state and the events it comes from.
///
/// @param version that of the last event; 0 if there are none: then the state is the initial one
/// @param certainty the weakest among the derived events; empty if none was derived
public record Folded<S>(S state, long version, Optional<Certainty> certainty) {}
