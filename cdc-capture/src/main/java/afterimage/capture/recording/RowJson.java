package afterimage.capture.recording;

import afterimage.capture.catalog.CellText;
import afterimage.capture.catalog.Column;
import afterimage.capture.change.Cell;
import afterimage.capture.change.NotFinite;
import afterimage.capture.change.Row;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows as JSON that gives back the very cells: each value stands under a letter for its kind.
public final class RowJson {

  private RowJson() {}

  public static String write(Row row) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    row.cells().forEach((column, cell) -> node.set(column, write(cell)));
    return Json.of(node).text();
  }

  public static Row read(String json) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    new Json(json)
        .tree()
        .properties()
        .forEach(entry -> cells.put(entry.getKey(), read(entry.getValue())));
    return new Row(cells);
  }

  private static JsonNode write(Cell cell) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (cell) {
      case Cell.Null() -> json.nullNode();
      case Cell.Unchanged() -> json.objectNode();
      case Cell.Value(Boolean value) -> json.booleanNode(value);
      case Cell.Value(Long value) -> json.objectNode().put("i", value);
      case Cell.Value(BigDecimal value) -> json.objectNode().put("n", value.toPlainString());
      case Cell.Value(NotFinite value) -> json.objectNode().put("n", value.toString());
      case Cell.Value(List<?> cells) -> {
        ArrayNode array = json.arrayNode();
        cells.forEach(element -> array.add(write((Cell) element)));
        yield array;
      }
      case Cell.Value(Double value) -> json.objectNode().put("f", value.toString());
      case Cell.Value(Object value) -> json.textNode(value.toString());
    };
  }

  private static Cell read(JsonNode node) {
    if (node.isNull()) {
      return new Cell.Null();
    }
    if (node.isBoolean()) {
      return new Cell.Value(node.booleanValue());
    }
    if (node.isTextual()) {
      return new Cell.Value(node.textValue());
    }
    if (node.isArray()) {
      List<Cell> cells = new ArrayList<>();
      node.forEach(element -> cells.add(read(element)));
      return new Cell.Value(cells);
    }
    if (node.has("i")) {
      return new Cell.Value(node.get("i").longValue());
    }
    if (node.has("n")) {
      return CellText.read(node.get("n").textValue(), Column.Sort.DECIMAL);
    }
    return node.has("f")
        ? new Cell.Value(Double.valueOf(node.get("f").textValue()))
        : new Cell.Unchanged();
  }
}
