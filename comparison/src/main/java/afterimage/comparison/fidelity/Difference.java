package afterimage.comparison.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An attribute of an event that did not come through.
///
/// @param truth null if the true event has no such attribute
/// @param derived null if it was lost
public record Difference(
    String attribute, Kind kind, @Nullable JsonNode truth, @Nullable JsonNode derived) {

  public enum Kind {
    /// The derived event does not have it.
    LOST,
    /// It has another value.
    WRONG,
    /// Only the derived event has it.
    ADDED
  }

  /// Numbers are compared by what they are worth.
  static List<Difference> between(ObjectNode truth, ObjectNode derived) {
    Set<String> names = new LinkedHashSet<>();
    truth.fieldNames().forEachRemaining(names::add);
    derived.fieldNames().forEachRemaining(names::add);
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      JsonNode a = present(truth.get(name));
      JsonNode b = present(derived.get(name));
      if (a == null && b != null) {
        differences.add(new Difference(name, Kind.ADDED, null, b));
      } else if (a != null && b == null) {
        differences.add(new Difference(name, Kind.LOST, a, null));
      } else if (a != null && b != null && !same(a, b)) {
        differences.add(new Difference(name, Kind.WRONG, a, b));
      }
    }
    return differences;
  }

  private static @Nullable JsonNode present(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : node;
  }

  private static boolean same(JsonNode a, JsonNode b) {
    return a.equals(
        (x, y) ->
            x.isNumber() && y.isNumber()
                ? x.decimalValue().compareTo(y.decimalValue())
                : (x.equals(y) ? 0 : 1),
        b);
  }
}
