package afterimage.eventsourced.asking;

import afterimage.eventsourced.asking.Condition.ConditionWrong;
import afterimage.eventsourced.handling.Refused;
import afterimage.store.Certainty;
import afterimage.store.Json;
import afterimage.store.RecordedEvent;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The first event after which a condition over the state held.
///
/// @param first empty if it never held
/// @param holdsNow whether it holds after the last event
/// @param certainty the weakest of the events it rests on, up to the first or, if there is none, of
///     all; empty if none was derived
public record RootCause(Optional<Change> first, boolean holdsNow, Optional<Certainty> certainty) {

  /// A condition is limited for each event; this limits all of them together.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /// @param events of the subject's stream, from its first
  /// @param condition in CEL
  /// @throws Refused if it does not compile, has no value or takes too long
  public static <C, S, E> RootCause find(
      Subject<C, S, E> subject, List<RecordedEvent> events, String condition, Audit audit) {
    return find(subject, events, condition, audit, PATIENCE);
  }

  static <C, S, E> RootCause find(
      Subject<C, S, E> subject,
      List<RecordedEvent> events,
      String condition,
      Audit audit,
      Duration patience) {
    try {
      return find(subject, events, Condition.compiled(condition), audit, patience);
    } catch (ConditionWrong wrong) {
      throw new Refused("condition-wrong", String.valueOf(wrong.getMessage()));
    }
  }

  private static <C, S, E> RootCause find(
      Subject<C, S, E> subject,
      List<RecordedEvent> events,
      Condition condition,
      Audit audit,
      Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    Optional<Moment<S, E>> first = Optional.empty();
    boolean holds = false;
    for (Moment<S, E> moment : Moment.of(subject, events)) {
      holds = holds(subject, moment, condition);
      if (holds && first.isEmpty()) {
        first = Optional.of(moment);
      }
      if (System.nanoTime() > until) {
        throw new Refused(
            "condition-wrong",
            "The condition took more than %d s; it had come to version %d of %d."
                .formatted(patience.toSeconds(), moment.recorded().version(), events.size()));
      }
    }
    List<RecordedEvent> rested =
        first.isEmpty() ? events : events.subList(0, (int) first.get().recorded().version());
    return new RootCause(
        first.map(moment -> audit.change(subject, moment)),
        holds,
        subject.handler().fold(rested).certainty());
  }

  private static <C, S, E> boolean holds(
      Subject<C, S, E> subject, Moment<S, E> moment, Condition condition) {
    Json data = moment.recorded().data();
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", moment.recorded().type());
    event.set("data", data.tree());
    return condition.holds(
        subject.show(moment.after()),
        subject.show(moment.before()),
        event,
        moment.recorded().version());
  }
}
