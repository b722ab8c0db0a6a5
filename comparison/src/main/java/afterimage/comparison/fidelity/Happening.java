package afterimage.comparison.fidelity;

import afterimage.comparison.ladder.RunEvent;
import afterimage.store.Certainty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// An event as far as it matters for a comparison.
///
/// @param step the command that it came from, or in whose transaction it was found
/// @param order its place among all events of its side, true or derived; increasing, with gaps
/// @param transaction what is the same for events that were made together
/// @param certainty what is claimed for it; null for an event that was not derived
/// @param actor who did it, as far as is known
/// @param reason why, as far as is known
public record Happening(
    int step,
    String stream,
    String type,
    ObjectNode data,
    long order,
    String transaction,
    @Nullable Certainty certainty,
    @Nullable String actor,
    @Nullable String reason) {

  public static Happening of(RunEvent event) {
    return new Happening(
        event.step(),
        event.stream(),
        event.type(),
        event.data(),
        event.order(),
        event.transaction(),
        event.certainty(),
        event.actor(),
        event.reason());
  }

  /// One of which nothing else matters.
  public Happening(int step, String type, ObjectNode data) {
    this(step, "", type, data, step, Integer.toString(step), null, null, null);
  }
}
