package afterimage.eventsourced.handling;

import afterimage.store.AsOf;
import afterimage.store.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// States as they are and as they were.
public final class History {

  private History() {}

  /// @param unknown what to say if there is nothing, and it is not the time that is to blame
  /// @throws Refused if there is nothing to show; says what there is instead
  public static <S> Folded<S> find(Handler<?, S, ?> handler, AsOf asOf, Supplier<Refused> unknown) {
    Folded<S> found = handler.read(asOf);
    if (asOf instanceof AsOf.Version(long version) && version > found.version()) {
      throw found.version() == 0
          ? unknown.get()
          : new Refused(
              "version-unknown",
              "%s has no version %d; its latest is version %d."
                  .formatted(Sentences.begin(handler.name()), version, found.version()));
    }
    if (found.version() == 0) {
      List<RecordedEvent> events = handler.store().read(handler.stream(), new AsOf.Version(1));
      throw events.isEmpty()
          ? unknown.get()
          : new Refused(
              unknown.get().problem(), notBegun(Sentences.begin(handler.name()), asOf, events));
    }
    if (!handler.present().test(found.state())) {
      throw asOf instanceof AsOf.Latest
          ? unknown.get()
          : new Refused(
              unknown.get().problem(),
              "%s had come to an end by then, with its version %d."
                  .formatted(Sentences.begin(handler.name()), found.version()));
    }
    return found;
  }

  private static String notBegun(String name, AsOf asOf, List<RecordedEvent> events) {
    RecordedEvent first = events.getFirst();
    return switch (asOf) {
      case AsOf.Version(long version) ->
          "%s had not begun at version %d; its first event is version %d."
              .formatted(name, version, first.version());
      case AsOf.RecordedAt(Instant instant) ->
          "%s had not begun at %s; its first event was recorded at %s."
              .formatted(name, instant, first.recordedAt());
      case AsOf.HappenedAt(Instant instant) ->
          "%s had not begun at %s; its first event happened at %s."
              .formatted(name, instant, first.happenedAt());
      case AsOf.Source(var lsn) ->
          "%s had not begun at %s of the source.".formatted(name, lsn.asString());
      case AsOf.Latest() -> "%s has just begun; ask again.".formatted(name);
    };
  }
}
