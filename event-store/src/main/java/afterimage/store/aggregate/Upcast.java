package afterimage.store.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/// How the data of one schema version becomes that of the next.
record Upcast(TypeVersion from, TypeVersion to, Function<ObjectNode, ? extends JsonNode> change) {

  /// @throws IllegalArgumentException that names the upcaster
  JsonNode apply(JsonNode data) {
    if (!(data instanceof ObjectNode object)) {
      throw new IllegalArgumentException(
          "the upcaster from %s expects a JSON object, not %s"
              .formatted(from, data.getNodeType().name().toLowerCase(java.util.Locale.ROOT)));
    }
    try {
      return change.apply(object);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the upcaster from %s to %s failed: %s".formatted(from, to, e.getMessage()), e);
    }
  }
}
