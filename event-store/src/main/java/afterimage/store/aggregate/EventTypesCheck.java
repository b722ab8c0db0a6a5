package afterimage.store.aggregate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Follows the upcasters from every schema version that there may be, and says what is wrong with
/// them, in the order of the types.
final class EventTypesCheck<E> {

  /// Each one needs an upcaster, so more of them are a mistake.
  private static final int MOST = 1_000;

  private final List<String> problems = new ArrayList<>();
  private final Map<String, EventType<? extends E>> types = new TreeMap<>();
  private final Map<Class<?>, EventType<? extends E>> written = new HashMap<>();
  private final Map<TypeVersion, Upcast> upcasts = new TreeMap<>(TypeVersion.ORDER);
  private final Map<TypeVersion, EventTypes.Reading<E>> readings = new HashMap<>();

  EventTypesCheck(Class<E> kind, List<EventType<? extends E>> given, List<Upcast> changes) {
    given.forEach(this::add);
    requireAllPermitted(kind, kind);
    changes.forEach(this::add);
    upcasts.values().forEach(this::checkEnds);
    possible().forEach(this::follow);
  }

  List<String> problems() {
    return problems;
  }

  /// By the class of the event.
  Map<Class<?>, EventType<? extends E>> written() {
    return written;
  }

  Map<TypeVersion, EventTypes.Reading<E>> readings() {
    return readings;
  }

  private void add(EventType<? extends E> type) {
    TypeVersion current = type.current();
    if (current.type().isBlank()) {
      problems.add("the type of %s has no name".formatted(type.shape().getSimpleName()));
    }
    if (current.version() < 1 || current.version() > MOST) {
      problems.add(
          "%s: a schema version is 1 to %d, not %d"
              .formatted(current.type(), MOST, current.version()));
    }
    if (types.putIfAbsent(current.type(), type) != null) {
      problems.add("%s is given twice; keep one".formatted(current.type()));
    }
    EventType<? extends E> twin = written.putIfAbsent(type.shape(), type);
    if (twin != null && !twin.current().type().equals(current.type())) {
      problems.add(
          ("%s is written both as %s and as %s; keep the one to write,"
                  + " and lead the other to it by an upcaster")
              .formatted(type.shape().getSimpleName(), twin.current().type(), current.type()));
    }
  }

  /// Of a sealed type all classes are known, so none needs to be found out by the first event.
  private void requireAllPermitted(Class<E> kind, Class<?> sealedType) {
    Class<?> @Nullable [] permitted = sealedType.getPermittedSubclasses();
    if (permitted == null) {
      return;
    }
    for (Class<?> one : permitted) {
      if (one.isSealed()) {
        requireAllPermitted(kind, one);
      } else if (!written.containsKey(one)) {
        problems.add(
            "%s, one of %s, has no type; add it"
                .formatted(one.getSimpleName(), kind.getSimpleName()));
      }
    }
  }

  private void add(Upcast upcast) {
    if (upcasts.putIfAbsent(upcast.from(), upcast) != null) {
      problems.add("two upcasters lead from %s; keep one".formatted(upcast.from()));
    }
  }

  private void checkEnds(Upcast upcast) {
    TypeVersion from = upcast.from();
    TypeVersion to = upcast.to();
    if (from.version() < 1 || from.version() >= MOST) {
      problems.add("an upcaster leads from %s; a schema version is 1 to %d".formatted(from, MOST));
    }
    EventType<? extends E> type = types.get(from.type());
    if (type != null && from.version() >= type.current().version()) {
      problems.add(
          "an upcaster leads from %s, but the current schema version is %d"
              .formatted(from, type.current().version()));
    } else if (!isCurrent(to) && !upcasts.containsKey(to)) {
      leadsNowhere(upcast);
    }
  }

  private void leadsNowhere(Upcast upcast) {
    TypeVersion to = upcast.to();
    EventType<? extends E> goal = types.get(to.type());
    if (goal == null) {
      problems.add(
          "an upcaster leads from %s to %s, but there is no such type; add it"
              .formatted(upcast.from(), to));
    } else if (to.version() > goal.current().version()) {
      problems.add(
          "an upcaster leads from %s to %s, but the current schema version is %d"
              .formatted(upcast.from(), to, goal.current().version()));
    }
    // Else it is a hole in the goal's own chain, and is told as such.
  }

  /// Every schema version up to the current one, or up to the last that is led on from.
  private Set<TypeVersion> possible() {
    Map<String, Integer> last = new TreeMap<>();
    upcasts.keySet().forEach(from -> last.merge(from.type(), from.version(), Math::max));
    types.forEach((name, type) -> last.put(name, type.current().version()));
    Set<TypeVersion> all = new LinkedHashSet<>();
    last.forEach(
        (name, newest) -> {
          for (int version = 1; version <= Math.min(newest, MOST); version++) {
            all.add(new TypeVersion(name, version));
          }
        });
    return all;
  }

  private void follow(TypeVersion start) {
    List<Upcast> chain = new ArrayList<>();
    Set<TypeVersion> seen = new LinkedHashSet<>();
    TypeVersion at = start;
    while (!isCurrent(at)) {
      if (!seen.add(at)) {
        if (at.equals(start) && start.equals(first(seen))) {
          problems.add("the upcasters lead in a circle: %s".formatted(circle(seen, at)));
        }
        return;
      }
      Upcast upcast = upcasts.get(at);
      if (upcast == null) {
        if (at.equals(start)) {
          problems.add("nothing leads on from %s; add an upcaster from it".formatted(start));
        }
        return;
      }
      chain.add(upcast);
      at = upcast.to();
    }
    EventType<? extends E> type = types.get(at.type());
    if (type != null) {
      readings.put(start, new EventTypes.Reading<>(List.copyOf(chain), type));
    }
  }

  private boolean isCurrent(TypeVersion version) {
    EventType<? extends E> type = types.get(version.type());
    return type != null && type.current().equals(version);
  }

  /// A circle is told once, from the first of its members in the order of types.
  private static TypeVersion first(Set<TypeVersion> circle) {
    return circle.stream().min(TypeVersion.ORDER).orElseThrow();
  }

  private static String circle(Set<TypeVersion> members, TypeVersion back) {
    List<String> names = new ArrayList<>(members.stream().map(TypeVersion::toString).toList());
    names.add(back.toString());
    return String.join(", ", names);
  }
}
