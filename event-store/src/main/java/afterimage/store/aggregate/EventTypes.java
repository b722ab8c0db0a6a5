package afterimage.store.aggregate;

import afterimage.store.EventIds;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.RecordedEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The event types of one kind of stream: how domain events are written in the store and read
/// again, whatever schema version they were written with.
///
/// @param <E> the domain events, best a sealed interface of records
public final class EventTypes<E> {

  /// How events of one type and schema version are read: by upcasters in order, then by the type's
  /// codec.
  record Reading<E>(List<Upcast> upcasts, EventType<? extends E> type) {}

  private final Class<E> kind;
  private final Map<Class<?>, EventType<? extends E>> written;
  private final Map<TypeVersion, Reading<E>> readings;

  EventTypes(
      Class<E> kind,
      Map<Class<?>, EventType<? extends E>> written,
      Map<TypeVersion, Reading<E>> readings) {
    this.kind = kind;
    this.written = Map.copyOf(written);
    this.readings = Map.copyOf(readings);
  }

  /// Begins with no types.
  ///
  /// @param kind what all of the events are
  public static <E> EventTypesBuilder<E> of(Class<E> kind) {
    return new EventTypesBuilder<>(kind);
  }

  /// With an id of its own, which increases with time.
  ///
  /// @throws IllegalArgumentException if the event's class has no type, or it cannot be written
  public NewEvent write(E event, Metadata metadata) {
    EventType<? extends E> type = written.get(event.getClass());
    if (type == null) {
      throw new IllegalArgumentException(
          "events of %s have no type; expected one of %s. Add it to the event types of %s"
              .formatted(
                  event.getClass().getSimpleName(),
                  names(written.keySet().stream().map(Class::getSimpleName).toList()),
                  kind.getSimpleName()));
    }
    TypeVersion current = type.current();
    return new NewEvent(
        EventIds.next(), current.type(), current.version(), type.write(event), metadata);
  }

  /// @throws UnreadableEvent that says where the event is, what it is and what was expected
  public E read(RecordedEvent event) {
    try {
      return read(event.type(), event.schemaVersion(), event.data());
    } catch (IllegalArgumentException e) {
      throw UnreadableEvent.recorded(event, e);
    }
  }

  /// What was written will be read so.
  ///
  /// @throws IllegalArgumentException if it cannot be read
  E read(NewEvent event) {
    return read(event.type(), event.schemaVersion(), event.data());
  }

  private E read(String type, int version, Json data) {
    Reading<E> reading = readings.get(new TypeVersion(type, version));
    if (reading == null) {
      throw new IllegalArgumentException(unknown(type, version));
    }
    if (reading.upcasts().isEmpty()) {
      return decode(reading.type(), data, type + " " + version);
    }
    JsonNode tree = data.tree();
    for (Upcast upcast : reading.upcasts()) {
      tree = upcast.apply(tree);
    }
    return decode(
        reading.type(),
        Json.of(tree),
        "%s %d, read as %s".formatted(type, version, reading.type().current()));
  }

  private E decode(EventType<? extends E> type, Json data, String what) {
    try {
      return type.codec().read(data);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
    }
  }

  private String unknown(String type, int version) {
    List<Integer> versions =
        readings.keySet().stream()
            .filter(known -> known.type().equals(type))
            .map(TypeVersion::version)
            .sorted()
            .toList();
    return versions.isEmpty()
        ? "%s is no event type of %s; expected one of %s. Add it, or an upcaster from %s 1"
            .formatted(
                type,
                kind.getSimpleName(),
                names(readings.keySet().stream().map(TypeVersion::type).toList()),
                type)
        : ("%s has schema version %d; known here up to %d. It was written by a newer release:"
                + " use that one, or add the upcasters that lead on from version %d")
            .formatted(type, version, versions.getLast(), versions.getLast());
  }

  private static String names(List<String> names) {
    return new TreeSet<>(names).stream().collect(Collectors.joining(", "));
  }

  /// What the reading of events depends on, for the [Shape] of what they fold to.
  List<Object> parts() {
    List<Object> parts = new java.util.ArrayList<>(List.of(kind));
    readings.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(TypeVersion.ORDER))
        .forEach(
            reading -> {
              parts.add(reading.getKey().toString());
              parts.add(reading.getValue().type().shape());
              parts.add(reading.getValue().type().codec());
              reading.getValue().upcasts().forEach(upcast -> parts.add(upcast.change()));
            });
    return parts;
  }
}
