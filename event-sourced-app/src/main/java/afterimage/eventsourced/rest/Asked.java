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
/// @param version of the stream's last event
public record Asked<C, S, E>(EventSourcedShop shop, Subject<C, S, E> subject, long version) {

  /// @throws Refused if the stream has no events, or is of no kind that the shop has rules for
  public static Asked<?, ?, ?> of(EventSourcedShop shop, String store, String id) {
    StreamId stream = StreamId.of(id);
    long version = StreamPages.version(shop.store(), store, stream);
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
        version);
  }

  private static <C, S, E> Asked<C, S, E> asked(
      EventSourcedShop shop, Subject<C, S, E> subject, long version) {
    return new Asked<>(shop, subject, version);
  }

  public AskedBodies.State state(AsOf asOf) {
    if (asOf instanceof AsOf.Version(long asked) && asked > version) {
      throw new Refused(
          "version-unknown",
          "Stream %s has no version %d; its latest is version %d."
              .formatted(subject.handler().stream(), asked, version));
    }
    return AskedBodies.State.of(subject, subject.handler().read(asOf));
  }

  /// Reads the stream up to the end of the page and no further.
  public AskedBodies.Trail audit(long after, int limit) {
    return new AskedBodies.Trail(
        subject.handler().stream().value(),
        version,
        new Audit(shop::subject)
            .of(subject, events(new AsOf.Version(after + limit)), after).stream()
                .map(AskedBodies.Told::of)
                .toList());
  }

  public AskedBodies.First rootCause(String condition) {
    return AskedBodies.First.of(
        subject.handler().stream().value(),
        condition,
        RootCause.find(subject, events(AsOf.LATEST), condition, new Audit(shop::subject)));
  }

  public AskedBodies.Outcome whatIf(Otherwise otherwise) {
    return AskedBodies.Outcome.of(
        subject, new Replay<>(subject, events(AsOf.LATEST)).of(otherwise));
  }

  public AskedBodies.State revert(AsOf goal, Request request) {
    return AskedBodies.State.of(subject, Compensation.revert(subject, goal, request));
  }

  public AskedBodies.State compensate(Otherwise otherwise, Request request) {
    return AskedBodies.State.of(subject, Compensation.otherwise(subject, otherwise, request));
  }

  private List<RecordedEvent> events(AsOf asOf) {
    return shop.store().read(subject.handler().stream(), asOf);
  }
}
