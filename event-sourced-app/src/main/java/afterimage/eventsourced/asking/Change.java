package afterimage.eventsourced.asking;

import afterimage.store.Certainty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One change of a stream, told.
///
/// @param words a whole sentence: who did what, and why
/// @param actor who did it, as far as anybody said
/// @param reason why, as far as anybody said
/// @param causedBy the event that brought it about, told likewise; empty if it came by itself
/// @param certainty empty for an event that was not derived
/// @param differences of the state before and after
public record Change(
    long version,
    String type,
    Instant happenedAt,
    Instant recordedAt,
    String words,
    @Nullable String actor,
    @Nullable String reason,
    @Nullable String commandId,
    Optional<Cause> causedBy,
    Optional<Certainty> certainty,
    List<Difference> differences) {

  public Change {
    differences = List.copyOf(differences);
  }

  /// @param words as a sentence
  public record Cause(String stream, long version, String words) {}
}
