package afterimage.capture.mapping;

import afterimage.capture.catalog.CellText;
import afterimage.capture.catalog.Column;
import afterimage.capture.change.Cell;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Values that are written in a mapping's examples.
final class YamlValues {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private YamlValues() {}

  /// @throws IllegalArgumentException if it is no value of the column
  static Cell cell(Node node, Column column) {
    if (Literals.isNull(node)) {
      return new Cell.Null();
    }
    if (node instanceof SequenceNode list && column.element() != null) {
      List<Cell> cells = new ArrayList<>();
      for (Node item : list.getValue()) {
        cells.add(
            Literals.isNull(item)
                ? new Cell.Null()
                : CellText.read(((ScalarNode) item).getValue(), column.element()));
      }
      return new Cell.Value(cells);
    }
    if (node instanceof ScalarNode scalar) {
      return CellText.read(scalar.getValue(), column.sort());
    }
    throw new IllegalArgumentException("it is no value");
  }

  /// @throws IllegalArgumentException if JSON has no such value
  static JsonNode json(Node node) {
    return switch (node) {
      case MappingNode map -> {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple tuple : map.getValue()) {
          if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            throw new IllegalArgumentException("a key is not plain text");
          }
          object.set(key.getValue(), json(tuple.getValueNode()));
        }
        yield object;
      }
      case SequenceNode list -> {
        ArrayNode array = JSON.arrayNode();
        list.getValue().forEach(item -> array.add(json(item)));
        yield array;
      }
      case ScalarNode scalar when scalar.getScalarStyle() != ScalarStyle.PLAIN ->
          JSON.textNode(scalar.getValue());
      case ScalarNode scalar -> plain(scalar.getValue());
      default -> throw new IllegalArgumentException("it is no value");
    };
  }

  private static JsonNode plain(String text) {
    return switch (text) {
      case "null", "~" -> JSON.nullNode();
      case "true" -> JSON.booleanNode(true);
      case "false" -> JSON.booleanNode(false);
      default ->
          text.matches("-?[0-9]{1,40}(\\.[0-9]{1,40})?")
              ? number(new BigDecimal(text))
              : JSON.textNode(text);
    };
  }

  private static JsonNode number(BigDecimal number) {
    return number.scale() == 0 ? JSON.numberNode(number.toBigInteger()) : JSON.numberNode(number);
  }
}
