package afterimage.comparison.audit;

import afterimage.comparison.ladder.Ladder;
import afterimage.comparison.ladder.RunEvent;
import afterimage.comparison.ladder.Rung;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Events that somebody answers from, and what whoever set their capture up knows of it: not one
/// word of the truth.
///
/// @param name `truth` or the label of a rung
/// @param events by stream, in order
/// @param types all types of event that can come of it; of others it knows that it cannot tell
/// @param within an event is dated by so many deeds too late at most
/// @param images whether the events of one transaction show all of a cart as it was then
/// @param again types that are told whenever their row is written, changed or not
public record Source(
    String name,
    Map<String, List<RunEvent>> events,
    Set<String> types,
    int within,
    boolean images,
    Set<String> again) {

  public Source {
    events = Map.copyOf(events);
    types = Set.copyOf(types);
    again = Set.copyOf(again);
  }

  /// Without the row as it was an update does not show what it changed.
  private static final Set<String> UPDATES =
      Set.of("QuantityChanged", "PriceChanged", "DiscountApplied");

  static Source of(String name, List<RunEvent> events, Set<String> types) {
    return new Source(name, byStream(events), types, 0, false, Set.of());
  }

  /// @param events of its store
  /// @param types all that its mappings can give
  public static Source of(Rung rung, List<RunEvent> events, Set<String> types) {
    boolean polls = rung == Rung.POLL;
    return new Source(
        rung.label(),
        byStream(events),
        types,
        polls ? Ladder.DEEDS_BETWEEN_POLLS : 0,
        polls,
        rung == Rung.LOG ? UPDATES : Set.of());
  }

  private static Map<String, List<RunEvent>> byStream(List<RunEvent> events) {
    Map<String, List<RunEvent>> streams = new HashMap<>();
    events.forEach(
        event -> streams.computeIfAbsent(event.stream(), _ -> new ArrayList<>()).add(event));
    return streams;
  }

  List<RunEvent> of(String cart) {
    return events.getOrDefault(cart, List.of());
  }

  /// Whether one of these may have been told again with nothing changed.
  boolean repeats(List<RunEvent> events, String... types) {
    return events.stream()
        .map(RunEvent::type)
        .anyMatch(type -> again.contains(type) && List.of(types).contains(type));
  }

  boolean tells(String type) {
    return types.contains(type);
  }

  /// Whether somebody says who did what: only then does silence say that it was nobody of them.
  boolean isToldByTheApp() {
    return events.values().stream().flatMap(List::stream).anyMatch(RunEvent::isWhole);
  }
}
