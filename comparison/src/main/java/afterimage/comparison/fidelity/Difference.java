package afterimage.comparison.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
    /// Its value is right as far as it goes: fewer digits, or lines with fewer parts.
    LESS_PRECISE,
    /// Only the derived event has it.
    ADDED;

    /// `lost`, `wrong`, `less precise` or `added`.
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  static Difference ofType(String truth, String derived) {
    return new Difference("type", Kind.WRONG, TextNode.valueOf(truth), TextNode.valueOf(derived));
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
      } else if (a != null && b != null && !Values.same(a, b)) {
        differences.add(
            new Difference(name, Values.coarser(a, b) ? Kind.LESS_PRECISE : Kind.WRONG, a, b));
      }
    }
    return differences;
  }

  private static @Nullable JsonNode present(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : node;
  }
}
