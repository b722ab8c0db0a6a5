package afterimage.eventsourced.asking;

import afterimage.store.RecordedEvent;
import java.util.ArrayList;
import java.util.List;

/// An event, and the states around it.
record Moment<S, E>(RecordedEvent recorded, E event, S before, S after) {

  /// One for each event, in order.
  ///
  /// @param events of the subject's stream, from its first
  static <C, S, E> List<Moment<S, E>> of(Subject<C, S, E> subject, List<RecordedEvent> events) {
    List<Moment<S, E>> moments = new ArrayList<>();
    S before = subject.handler().decider().initial();
    for (RecordedEvent recorded : events) {
      E event = subject.handler().decode(recorded);
      S after = subject.handler().decider().evolve(before, event);
      moments.add(new Moment<>(recorded, event, before, after));
      before = after;
    }
    return moments;
  }
}
