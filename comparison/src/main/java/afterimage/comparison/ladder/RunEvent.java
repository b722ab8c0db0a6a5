package afterimage.comparison.ladder;

import afterimage.store.Certainty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// An event of a run, true or derived, as far as it is compared or asked about.
///
/// @param step the deed that it came from; of a derived one, the deed that its source dates it at
/// @param order its place among all events of its side; increasing, with gaps
/// @param transaction what is the same for events that were made together
/// @param certainty what is claimed for it; null for one that was not derived
/// @param actor null if it is not known
/// @param reason null if it is not known, or if there was none
public record RunEvent(
    int step,
    String stream,
    String type,
    ObjectNode data,
    long order,
    String transaction,
    @Nullable Certainty certainty,
    @Nullable String actor,
    @Nullable String reason) {

  /// Whether it says all there is: it was decided, or the app stated it. What a pattern read from
  /// rows has only what the rows have, so that what it lacks may have been so all the same.
  public boolean isWhole() {
    return certainty == null || certainty == Certainty.STATED;
  }
}
