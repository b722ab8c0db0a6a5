package afterimage.store;

import java.util.Optional;
import java.util.Set;

/// Which events of all streams.
///
/// @param types only these; empty for all
/// @param streamPrefix only streams whose ids begin so; empty for all
public record EventFilter(Set<String> types, Optional<String> streamPrefix) {

  public static final EventFilter ALL = new EventFilter(Set.of(), Optional.empty());

  public EventFilter {
    types = Set.copyOf(types);
  }

  public EventFilter types(String... names) {
    return new EventFilter(Set.of(names), streamPrefix);
  }

  public EventFilter streamsBeginning(String prefix) {
    return new EventFilter(types, Optional.of(prefix));
  }

  public boolean passes(RecordedEvent event) {
    return (types.isEmpty() || types.contains(event.type()))
        && streamPrefix.map(event.stream().value()::startsWith).orElse(true);
  }
}
