package afterimage.eventsourced.rest;

import afterimage.eventsourced.EventSourcedShop;
import afterimage.eventsourced.asking.Audit;
import afterimage.eventsourced.asking.Compensation;
import afterimage.eventsourced.asking.Otherwise;
import afterimage.eventsourced.asking.Replay;
import afterimage.eventsourced.asking.RootCause;
import afterimage.eventsourced.asking.Subject;
import afterimage.eventsourced.handling.Refused;
import afterimage.eventsourced.handling.Request;
import afterimage.store.AsOf;
import afterimage.store.RecordedEvent;
import afterimage.store.StreamId;
import java.util.List;

/// One stream of one store, and everything that is asked of it, answered in the shapes that go over
/// HTTP; the command line answers in the same.
///
/// @param events all of its events, or those up to a point
public record Asked<C, S, E>(
    EventSourcedShop shop, Subject<C, S, E> subject, List<RecordedEvent> events) {

  /// @throws Refused if the stream has no events, or is of no kind that the shop has rules for
  public static Asked<?, ?, ?> of(EventSourcedShop shop, String store, String id) {
    StreamId stream = StreamId.of(id);
    List<RecordedEvent> events = shop.store().read(stream);
    if (events.isEmpty()) {
      throw new Refused(
          "stream-unknown", "There is no stream %s in the store %s.".formatted(id, store));
    }
    return asked(
        shop,
        shop.subject(stream)
            .orElseThrow(
                () ->
                    new Refused(
                        "stream-without-rules",
                        ("Stream %s is neither a cart nor a button nor an article; it can only be"
                                + " read.")
                            .formatted(id))),
        events);
  }

  private static <C, S, E> Asked<C, S, E> asked(
      EventSourcedShop shop, Subject<C, S, E> subject, List<RecordedEvent> events) {
    return new Asked<>(shop, subject, events);
  }

  public AskedBodies.State state(AsOf asOf) {
    if (asOf instanceof AsOf.Version(long version) && version > events.size()) {
      throw new Refused(
          "version-unknown",
          "Stream %s has no version %d; its latest is version %d."
              .formatted(subject.handler().stream(), version, events.size()));
    }
    return AskedBodies.State.of(subject, subject.handler().read(asOf));
  }

  public AskedBodies.Trail audit(long after, int limit) {
    return new AskedBodies.Trail(
        subject.handler().stream().value(),
        events.getLast().version(),
        new Audit(shop::subject)
            .of(subject, events).stream()
                .filter(change -> change.version() > after)
                .limit(limit)
                .map(AskedBodies.Told::of)
                .toList());
  }

  public AskedBodies.First rootCause(String condition) {
    return AskedBodies.First.of(
        subject.handler().stream().value(),
        condition,
        RootCause.find(subject, events, condition, new Audit(shop::subject)));
  }

  public AskedBodies.Outcome whatIf(Otherwise otherwise) {
    return AskedBodies.Outcome.of(subject, new Replay<>(subject, events).of(otherwise));
  }

  public AskedBodies.State revert(AsOf goal, Request request) {
    return AskedBodies.State.of(subject, Compensation.revert(subject, goal, request));
  }

  public AskedBodies.State compensate(Otherwise otherwise, Request request) {
    return AskedBodies.State.of(subject, Compensation.otherwise(subject, otherwise, request));
  }
}
