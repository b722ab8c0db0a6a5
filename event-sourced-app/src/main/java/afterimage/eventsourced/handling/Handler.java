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
import afterimage.store.StreamAppend;
import afterimage.store.StreamId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One stream: reads and folds it, and appends what a command stands for.
///
/// @param name of what the stream is about, such as `cart 101`
/// @param present whether a state is that of something; a stream may have come to an end, and what
///     it was about is no longer there
public record Handler<C, S, E>(
    String name,
    StreamId stream,
    Decider<C, S, E> decider,
    EventCodec<E> codec,
    Predicate<S> present,
    EventStore store,
    InstantSource clock) {

  public Folded<S> read(AsOf asOf) {
    return fold(store.read(stream, asOf));
  }

  /// @param events of this stream, from its first
  public Folded<S> fold(List<RecordedEvent> events) {
    return new Folded<>(
        decider.fold(events.stream().map(this::decode).toList()),
        events.isEmpty() ? 0 : events.getLast().version(),
        events.isEmpty() ? 0 : events.getLast().position(),
        events.stream()
            .map(RecordedEvent::certainty)
            .flatMap(Optional::stream)
            .max(Comparator.<Certainty>naturalOrder()));
  }

  /// @throws UnreadableEvent if it is none of this kind of stream
  public E decode(RecordedEvent event) {
    try {
      return codec.read(event.type(), event.schemaVersion(), event.data());
    } catch (IllegalArgumentException e) {
      throw new UnreadableEvent(event, e);
    }
  }

  /// @return what the stream folds to once the command's events are in it
  /// @throws Refused if a rule forbids it
  /// @throws VersionDiffers if the stream is not what the sender expected
  /// @throws afterimage.store.VersionConflict if others got in between each time
  public Folded<S> handle(C command, Request request) {
    return Overtaken.again(
        () -> {
          Decision<S> decision = decide(command, request, String.valueOf(command));
          return decision.after().at(Decision.append(store, List.of(decision)));
        });
  }

  /// What a command stands for now; nothing is appended.
  ///
  /// @param words the command as its sender gave it; the same command id with other words is
  ///     refused
  /// @throws Refused if a rule forbids it
  /// @throws VersionDiffers if the stream is not what the sender expected
  public Decision<S> decide(C command, Request request, String words) {
    return decide(before -> decider.decide(command, before.state()), request, words);
  }

  /// The same for events that are no command's.
  ///
  /// @param events what is to be appended to the stream as it is
  /// @throws VersionDiffers if the stream is not what the sender expected
  public Decision<S> decide(Function<Folded<S>, List<E>> events, Request request, String words) {
    List<RecordedEvent> recorded = store.read(stream);
    Optional<Folded<S>> done = answered(recorded, request.commandId(), words);
    if (done.isPresent()) {
      return new Decision<>(done.get(), Optional.empty(), true);
    }
    Folded<S> before = fold(recorded);
    long tag = present.test(before.state()) ? before.version() : 0;
    boolean expected = request.expected().admits(tag);
    if (!expected && tag > 0) {
      throw new VersionDiffers(name, tag, request.expected());
    }
    // Of what is not there, the rules speak first: "there is no such cart" says more.
    List<E> decided = events.apply(before);
    if (!expected) {
      throw new VersionDiffers(name, tag, request.expected());
    }
    if (decided.isEmpty()) {
      return new Decision<>(before, Optional.empty(), false);
    }
    S after = before.state();
    for (E event : decided) {
      after = decider.evolve(after, event);
    }
    return new Decision<>(
        new Folded<>(
            after, before.version() + decided.size(), before.position(), before.certainty()),
        Optional.of(
            new StreamAppend(
                stream,
                ExpectedVersion.exactly(before.version()),
                written(decided, request, words))),
        false);
  }

  /// What was answered to a command that was done before. Its events name it, so that nothing else
  /// has to be kept; a command that changed nothing left no trace, and is decided again.
  private Optional<Folded<S>> answered(
      List<RecordedEvent> recorded, @Nullable String commandId, String words) {
    if (commandId == null) {
      return Optional.empty();
    }
    List<RecordedEvent> own =
        recorded.stream().filter(event -> commandId.equals(event.metadata().commandId())).toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    if (!own.getFirst().id().equals(id(commandId, words, 0))) {
      throw new Refused(
          "idempotency-key-reused",
          "%s took a command with the key %s before, and it was another one; use a key once."
              .formatted(Sentences.begin(name), commandId));
    }
    return Optional.of(fold(recorded.subList(0, (int) own.getLast().version())));
  }

  private List<NewEvent> written(List<E> events, Request request, String words) {
    // The id of the command shows which events came together.
    @Nullable String given = request.commandId();
    Metadata metadata =
        new Metadata(
            request.actor(),
            request.reason(),
            given == null ? EventIds.next().toString() : given,
            null,
            request.causationId() == null ? null : request.causationId().toString(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null);
    List<NewEvent> written = new ArrayList<>();
    for (E event : events) {
      UUID id = given == null ? EventIds.next() : id(given, words, written.size());
      written.add(new NewEvent(id, codec.type(event), 1, codec.data(event), metadata));
    }
    return written;
  }

  /// From the command's words too, so that the id shows whether a command is the one it was.
  private UUID id(String commandId, String words, int number) {
    return EventIds.named("command\n%s\n%s\n%s\n%d".formatted(stream, commandId, words, number));
  }
}
