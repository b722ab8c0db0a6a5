package afterimage.eventsourced.asking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One thing that is not what it was.
///
/// @param path such as `total` or `items.banana.quantity`
/// @param before absent if it was not there
/// @param after absent if it is no longer there
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Difference(String path, @Nullable JsonNode before, @Nullable JsonNode after) {

  /// By path.
  public static List<Difference> between(JsonNode before, JsonNode after) {
    Map<String, JsonNode> was = new TreeMap<>();
    Map<String, JsonNode> is = new TreeMap<>();
    flatten("", before, was);
    flatten("", after, is);
    TreeSet<String> paths = new TreeSet<>(was.keySet());
    paths.addAll(is.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String path : paths) {
      if (!Objects.equals(was.get(path), is.get(path))) {
        differences.add(new Difference(path, was.get(path), is.get(path)));
      }
    }
    return differences;
  }

  /// Lines are known by their sku, so that one more in between does not make all of them differ.
  private static void flatten(String path, JsonNode node, Map<String, JsonNode> into) {
    String within = path.isEmpty() ? "" : path + ".";
    if (node.isObject()) {
      node.properties()
          .forEach(member -> flatten(within + member.getKey(), member.getValue(), into));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        JsonNode item = node.get(i);
        if (item.path("sku").isTextual()) {
          item.properties().stream()
              .filter(member -> !member.getKey().equals("sku"))
              .forEach(
                  member ->
                      flatten(
                          within + item.path("sku").textValue() + "." + member.getKey(),
                          member.getValue(),
                          into));
        } else {
          flatten(within + i, item, into);
        }
      }
    } else {
      into.put(path, node);
    }
  }
}
