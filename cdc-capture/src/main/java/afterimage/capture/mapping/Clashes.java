package afterimage.capture.mapping;

import afterimage.capture.change.TableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Patterns that stand in each other's way whatever the rows are.
final class Clashes {

  private Clashes() {}

  /// @param events in the order in which they are tried
  static List<Problem> in(List<EventType> events) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      unreachable(events.get(i), problems);
      for (int j = i + 1; j < events.size(); j++) {
        clash(events.get(i), events.get(j), problems);
      }
    }
    return problems;
  }

  /// Of one event's patterns on the same change a later one is a fallback of an earlier one, so it
  /// never applies if the earlier one always does.
  private static void unreachable(EventType event, List<Problem> problems) {
    for (int i = 0; i < event.patterns().size(); i++) {
      Pattern first = event.patterns().get(i);
      for (Pattern later : event.patterns().subList(i + 1, event.patterns().size())) {
        if (always(first)
            && first.trigger().equals(later.trigger())
            && first.trigger() instanceof Trigger.OnChange(var table, _)
            && claims(event, first, table).containsAll(claims(event, later, table))) {
          problems.add(
              later
                  .place()
                  .problem(
                      "%s never applies: %s stands before it, reads the same change and has no"
                              .formatted(later.name(), first.name())
                          + " condition"));
        }
      }
    }
  }

  private static void clash(EventType one, EventType other, List<Problem> problems) {
    if (one.over().contains(other.name()) || !one.stream().equals(other.stream())) {
      return;
    }
    for (Pattern first : one.patterns()) {
      for (Pattern second : other.patterns()) {
        if (always(first)
            && always(second)
            && first.trigger().equals(second.trigger())
            && first.trigger() instanceof Trigger.OnChange(var table, var operation)) {
          Set<String> both = new TreeSet<>(claims(one, first, table));
          both.retainAll(claims(other, second, table));
          if (operation == Operation.UPDATE) {
            both.removeAll(findingOnly(one, table));
            both.removeAll(findingOnly(other, table));
          }
          if (!operation.hasAfter() || !both.isEmpty()) {
            problems.add(
                second
                    .place()
                    .problem(
                        "%s and %s both always apply to %s of %s%s. Say which one is meant with"
                                .formatted(
                                    first.name(),
                                    second.name(),
                                    operation.word(),
                                    table,
                                    operation.hasAfter()
                                        ? " and restore " + String.join(", ", both)
                                        : "")
                            + " `when`, or with `over`"));
          }
        }
      }
    }
  }

  /// Whether nothing but the change itself decides.
  private static boolean always(Pattern pattern) {
    return pattern.conditions().isEmpty()
        && pattern.intent() == null
        && pattern.without() == null
        && pattern.data().values().stream()
            .allMatch(value -> value.plain() != null && value.reads().before().isEmpty());
  }

  /// The columns that find a row and are not set: no event of an update gives them a value.
  private static Set<String> findingOnly(EventType event, TableId table) {
    Set<String> columns = new HashSet<>();
    event.restore(table).forEach(rule -> columns.addAll(rule.key().keySet()));
    event.restore(table).forEach(rule -> columns.removeAll(rule.set().keySet()));
    return columns;
  }

  private static Set<String> claims(EventType event, Pattern pattern, TableId table) {
    Set<String> claims =
        new HashSet<>(event.restore(table).isEmpty() ? pattern.columns() : event.restored(table));
    event.stream().keyColumns(table).forEach(claims::remove);
    return claims;
  }
}
