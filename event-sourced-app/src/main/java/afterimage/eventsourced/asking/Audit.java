package afterimage.eventsourced.asking;

import afterimage.store.RecordedEvent;
import afterimage.store.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Tells a stream: every change in words, who, why, caused by what, and what is different since.
public final class Audit {

  private final Function<StreamId, Optional<Subject<?, ?, ?>>> subjects;

  /// @param subjects finds the stream of a cause; empty for a stream of no known kind
  public Audit(Function<StreamId, Optional<Subject<?, ?, ?>>> subjects) {
    this.subjects = subjects;
  }

  /// @param events of the subject's stream, from its first
  public <C, S, E> List<Change> of(Subject<C, S, E> subject, List<RecordedEvent> events) {
    return of(subject, events, 0);
  }

  /// The changes after a version.
  ///
  /// @param events of the subject's stream, from its first
  public <C, S, E> List<Change> of(
      Subject<C, S, E> subject, List<RecordedEvent> events, long after) {
    return Moment.of(subject, events).stream()
        .filter(moment -> moment.recorded().version() > after)
        .map(moment -> change(subject, moment))
        .toList();
  }

  <C, S, E> Change change(Subject<C, S, E> subject, Moment<S, E> moment) {
    RecordedEvent recorded = moment.recorded();
    return new Change(
        recorded.version(),
        recorded.type(),
        recorded.happenedAt(),
        recorded.recordedAt(),
        sentence(recorded, subject.words(moment.event())),
        recorded.metadata().actor(),
        recorded.metadata().reason(),
        recorded.metadata().commandId(),
        cause(subject, moment),
        recorded.certainty(),
        Difference.between(subject.show(moment.before()), subject.show(moment.after())));
  }

  private <C, S, E> Optional<Change.Cause> cause(Subject<C, S, E> subject, Moment<S, E> moment) {
    String id = moment.recorded().metadata().causationId();
    return id == null
        ? Optional.empty()
        : subject.origin(moment.event()).flatMap(subjects).flatMap(origin -> cause(origin, id));
  }

  private static <C, S, E> Optional<Change.Cause> cause(Subject<C, S, E> origin, String id) {
    return origin.handler().store().read(origin.handler().stream()).stream()
        .filter(event -> event.id().toString().equals(id))
        .findFirst()
        .map(
            event ->
                new Change.Cause(
                    event.stream().value(),
                    event.version(),
                    sentence(event, origin.words(origin.handler().decode(event)))));
  }

  private static String sentence(RecordedEvent event, String words) {
    String actor = event.metadata().actor();
    String reason = event.metadata().reason();
    return "%s %s%s."
        .formatted(
            actor == null ? "Somebody" : actor,
            words,
            reason == null ? "" : ", because: " + reason);
  }
}
