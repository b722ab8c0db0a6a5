package afterimage.eventsourced.handling;

import afterimage.store.AsOf;
import afterimage.store.Certainty;
import afterimage.store.Decider;
import afterimage.store.EventIds;
import afterimage.store.EventStore;
import afterimage.store.ExpectedVersion;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.RecordedEvent;
import afterimage.store.StreamId;
import afterimage.store.VersionConflict;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One stream: reads and folds it, and appends what a command stands for.
///
/// @param name of what the stream is about, such as `cart 101`
public record Handler<C, S, E>(
    String name,
    StreamId stream,
    Decider<C, S, E> decider,
    EventCodec<E> codec,
    EventStore store,
    InstantSource clock) {

  /// Of several writers at least one gets through each time, so this many times in vain means a
  /// crowd; better to say so than to keep all of them waiting.
  static final int TRIES = 10;

  public Folded<S> read(AsOf asOf) {
    List<RecordedEvent> events = store.read(stream, asOf);
    return new Folded<>(
        decider.fold(events.stream().map(this::decode).toList()),
        events.isEmpty() ? 0 : events.getLast().version(),
        events.stream()
            .map(RecordedEvent::certainty)
            .flatMap(Optional::stream)
            .max(Comparator.<Certainty>naturalOrder()));
  }

  /// @return what the stream folds to once the command's events are in it
  /// @throws Refused if a rule forbids it
  /// @throws VersionDiffers if the stream is not what the sender expected
  /// @throws VersionConflict if others got in between each time
  public Folded<S> handle(C command, ExpectedTag expected) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(command, expected);
      } catch (VersionConflict conflict) {
        // Somebody was faster. Reading again tells whether the sender's expectation still holds.
        if (attempt == TRIES) {
          throw conflict;
        }
        pause(attempt);
      }
    }
  }

  private Folded<S> once(C command, ExpectedTag expected) {
    Folded<S> before = read(AsOf.LATEST);
    if (!expected.admits(before.version()) && before.version() > 0) {
      throw new VersionDiffers(name, before.version(), expected);
    }
    // Of what has not begun, the rules speak first: "there is no such cart" says more.
    List<E> events = decider.decide(command, before.state());
    if (!expected.admits(before.version())) {
      throw new VersionDiffers(name, before.version(), expected);
    }
    if (events.isEmpty()) {
      return before;
    }
    var appended = store.append(stream, ExpectedVersion.exactly(before.version()), written(events));
    S after = before.state();
    for (E event : events) {
      after = decider.evolve(after, event);
    }
    return new Folded<>(after, appended.getLast().version(), before.certainty());
  }

  private List<NewEvent> written(List<E> events) {
    // The id of the command shows which events came together.
    Metadata metadata =
        new Metadata(
            null,
            null,
            EventIds.next().toString(),
            null,
            null,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null);
    return events.stream()
        .map(event -> NewEvent.of(codec.type(event), codec.data(event), metadata))
        .toList();
  }

  private E decode(RecordedEvent event) {
    try {
      return codec.read(event.type(), event.schemaVersion(), event.data());
    } catch (IllegalArgumentException e) {
      throw new UnreadableEvent(event, e);
    }
  }

  private static void pause(int attempt) {
    // Of different length for each, so that those who collided do not collide again.
    LockSupport.parkNanos(
        ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(attempt)));
  }
}
