package afterimage.capture.mapping;

import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Between cells, CEL's values and JSON.
public final class CelValues {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CelValues() {}

  /// Empty if the cell is not known.
  public static Optional<Object> of(@Nullable Cell cell) {
    return switch (cell) {
      case null -> Optional.empty();
      case Cell.Value(BigDecimal value) -> Optional.of(new Decimal(value));
      case Cell.Value(Object value) -> Optional.of(value);
      case Cell.Null() -> Optional.of(NullValue.NULL_VALUE);
      case Cell.Unchanged() -> Optional.empty();
    };
  }

  /// A row as a map of CEL; without the cells that are not known.
  public static Map<String, Object> of(Row row) {
    Map<String, Object> map = new LinkedHashMap<>();
    row.cells().forEach((column, cell) -> of(cell).ifPresent(value -> map.put(column, value)));
    return map;
  }

  /// An event's data.
  ///
  /// @throws IllegalArgumentException if JSON has no such value
  public static Json json(Map<String, Object> data) {
    return Json.of(node(data));
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case NullValue _ -> JSON.nullNode();
      case Boolean b -> JSON.booleanNode(b);
      case Long n -> JSON.numberNode(n);
      case Double d when Double.isFinite(d) -> JSON.numberNode(d);
      case Decimal(BigDecimal d) -> JSON.numberNode(d);
      case String s -> JSON.textNode(s);
      case Map<?, ?> map -> {
        ObjectNode object = JSON.objectNode();
        map.forEach((key, item) -> object.set(key.toString(), node(item)));
        yield object;
      }
      case Iterable<?> list -> {
        ArrayNode array = JSON.arrayNode();
        list.forEach(item -> array.add(node(item)));
        yield array;
      }
      default ->
          throw new IllegalArgumentException(
              "JSON has no value for %s (%s)".formatted(value, value.getClass().getSimpleName()));
    };
  }
}
