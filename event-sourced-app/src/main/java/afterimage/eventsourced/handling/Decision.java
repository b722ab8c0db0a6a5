package afterimage.eventsourced.handling;

import afterimage.store.Appended;
import afterimage.store.EventStore;
import afterimage.store.StreamAppend;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

/// What a command stands for in one stream. Several are appended together or not at all.
///
/// @param after what the stream folds to once it is appended; its position is known only then
/// @param append empty if the command changes nothing
/// @param repeated whether it was done before, and `after` is what was answered then
public record Decision<S>(Folded<S> after, Optional<StreamAppend> append, boolean repeated) {

  /// @throws java.util.NoSuchElementException if it changes nothing
  public UUID firstEvent() {
    return append.orElseThrow().events().getFirst().id();
  }

  /// Appends what there is to append.
  ///
  /// @return the position of the last event; of what was done before, that of its last one then
  /// @throws afterimage.store.VersionConflict if somebody was faster in one of the streams
  public static long append(EventStore store, List<Decision<?>> decisions) {
    List<StreamAppend> appends =
        decisions.stream().flatMap(decision -> decision.append().stream()).toList();
    LongStream positions =
        appends.isEmpty()
            ? decisions.stream().mapToLong(decision -> decision.after().position())
            : store.append(appends).stream().mapToLong(Appended::position);
    return positions.max().orElse(0);
  }
}
