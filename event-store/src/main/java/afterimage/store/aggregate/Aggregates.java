package afterimage.store.aggregate;

import afterimage.store.AsOf;
import afterimage.store.Certainty;
import afterimage.store.Decider;
import afterimage.store.EventStore;
import afterimage.store.ExpectedVersion;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.RecordedEvent;
import afterimage.store.StreamId;
import afterimage.store.StreamQuery;
import afterimage.store.VersionConflict;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The streams of one kind, each folded to its state by the rules of a [Decider], and going on by
/// commands. Safe for use by many threads if decider, types and store are.
///
/// @param <C> commands
/// @param <S> the state that events fold to
/// @param <E> events
public final class Aggregates<C, S, E> {

  /// Of several writers at least one gets through each time, so this many times in vain means a
  /// crowd; better to say so than to keep all of them waiting.
  private static final int TRIES = 10;

  private final EventStore store;
  private final Decider<C, S, E> decider;
  private final EventTypes<E> types;
  private final @Nullable SnapshotTable<S> snapshots;

  public Aggregates(EventStore store, Decider<C, S, E> decider, EventTypes<E> types) {
    this(store, decider, types, null);
  }

  private Aggregates(
      EventStore store,
      Decider<C, S, E> decider,
      EventTypes<E> types,
      @Nullable SnapshotTable<S> snapshots) {
    this.store = store;
    this.decider = decider;
    this.types = types;
    this.snapshots = snapshots;
  }

  /// These aggregates, with snapshots. Where what makes up the [Shape] cannot be
  /// had, they go on without, and the log and the observer say so.
  public Aggregates<C, S, E> snapshotting(Snapshots<S> kept) {
    SnapshotTable<S> table =
        Shape.of(decider, types, kept).map(shape -> new SnapshotTable<>(kept, shape)).orElse(null);
    return new Aggregates<>(store, decider, types, table);
  }

  /// The state of a stream now; the initial one if it has no events.
  ///
  /// @throws UnreadableEvent if the stream has an event that the types cannot read
  public Loaded<S> load(StreamId stream) {
    return load(stream, AsOf.LATEST);
  }

  /// The state of a stream as of a point; the events are read page by page.
  ///
  /// @throws UnreadableEvent if the stream has an event up to there that the types cannot read
  public Loaded<S> load(StreamId stream, AsOf asOf) {
    Start<S> start = start(stream, asOf);
    Loaded<S> loaded = fold(start.loaded(), stream, asOf);
    if (snapshots != null && asOf instanceof AsOf.Latest) {
      snapshots.offer(stream, loaded, start.snapshot());
    }
    return loaded;
  }

  /// Decides a command on the stream as it is now. If others append to it in the meantime, decides
  /// again on what they made of it.
  ///
  /// @param metadata of each event that the command stands for
  /// @return the stream with the command's events, or as it was if there are none
  /// @throws VersionConflict if others were faster each of 10 times; nothing is appended
  /// @throws UnreadableEvent if an event could not be read again; nothing is appended
  /// @throws RuntimeException of the decider's own if it refuses the command; nothing is appended
  public Loaded<S> handle(StreamId stream, C command, Metadata metadata) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(stream, AsOf.LATEST, command, metadata);
      } catch (VersionConflict conflict) {
        if (attempt == TRIES) {
          throw conflict;
        }
        // Of different length for each, so that those who collided do not collide again.
        LockSupport.parkNanos(
            ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(attempt)));
      }
    }
  }

  /// Decides a command on the stream as its sender saw it, and appends only if it is still so.
  ///
  /// @throws VersionConflict if the stream has gone on since; nothing is appended
  public Loaded<S> handle(StreamId stream, ExpectedVersion expected, C command, Metadata metadata) {
    return switch (expected) {
      case ExpectedVersion.Any() -> handle(stream, command, metadata);
      case ExpectedVersion.NoStream() -> once(stream, new AsOf.Version(0), command, metadata);
      case ExpectedVersion.Exactly(long version) ->
          once(stream, new AsOf.Version(version), command, metadata);
    };
  }

  private Loaded<S> once(StreamId stream, AsOf asOf, C command, Metadata metadata) {
    Start<S> start = start(stream, asOf);
    Loaded<S> before = fold(start.loaded(), stream, asOf);
    long version = asOf instanceof AsOf.Version(long seen) ? seen : before.version();
    List<NewEvent> events = new ArrayList<>();
    S after = before.state();
    Certainty weakest = before.weakest().orElse(null);
    for (E event : decider.decide(command, before.state())) {
      NewEvent written = write(event, metadata, stream, version + events.size() + 1);
      // What will be read, not what was decided: all readers fold to the same state.
      after = decider.evolve(after, reread(written, stream, version + events.size() + 1));
      weakest =
          Loaded.weaker(
              weakest, metadata.provenance() == null ? null : metadata.provenance().certainty());
      events.add(written);
    }
    if (events.isEmpty()) {
      return before;
    }
    store.append(stream, ExpectedVersion.exactly(version), events);
    Loaded<S> loaded = new Loaded<>(after, version + events.size(), Optional.ofNullable(weakest));
    if (snapshots != null) {
      snapshots.offer(stream, loaded, start.snapshot());
    }
    return loaded;
  }

  /// @param snapshot the version of the snapshot that it is from; 0 if from none
  private record Start<S>(Loaded<S> loaded, long snapshot) {}

  private Start<S> start(StreamId stream, AsOf asOf) {
    Optional<Loaded<S>> kept = snapshots == null ? Optional.empty() : snapshots.find(stream, asOf);
    return kept.map(loaded -> new Start<>(loaded, loaded.version()))
        .orElseGet(() -> new Start<>(new Loaded<>(decider.initial(), 0, Optional.empty()), 0));
  }

  private Loaded<S> fold(Loaded<S> from, StreamId stream, AsOf asOf) {
    S state = from.state();
    long version = from.version();
    Certainty weakest = from.weakest().orElse(null);
    StreamQuery rest = StreamQuery.of(stream).asOf(asOf).from(version + 1);
    try (Stream<RecordedEvent> events = store.walk(rest)) {
      for (Iterator<RecordedEvent> each = events.iterator(); each.hasNext(); ) {
        RecordedEvent event = each.next();
        state = decider.evolve(state, types.read(event));
        version = event.version();
        weakest = Loaded.weaker(weakest, event.certainty().orElse(null));
      }
    }
    return new Loaded<>(state, version, Optional.ofNullable(weakest));
  }

  private NewEvent write(E event, Metadata metadata, StreamId stream, long version) {
    try {
      return types.write(event, metadata);
    } catch (IllegalArgumentException e) {
      throw UnreadableEvent.refused(stream, version, e);
    }
  }

  private E reread(NewEvent event, StreamId stream, long version) {
    try {
      return types.read(event);
    } catch (IllegalArgumentException e) {
      throw UnreadableEvent.refused(stream, version, e);
    }
  }
}
