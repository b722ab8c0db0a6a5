package afterimage.capture.recording;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.ReplicaIdentity;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tables as JSON.
public final class CatalogJson {

  private CatalogJson() {}

  public static ArrayNode write(Collection<Table> tables) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Table table : tables) {
      ObjectNode node = array.addObject();
      node.put("schema", table.id().schema()).put("name", table.id().name());
      node.put("oid", table.oid()).put("replicaIdentity", table.replicaIdentity().name());
      table.key().forEach(node.putArray("key")::add);
      table.identity().forEach(node.putArray("identity")::add);
      ArrayNode columns = node.putArray("columns");
      table.columns().forEach(column -> columns.add(write(column)));
    }
    return array;
  }

  public static Catalog read(JsonNode tables) {
    List<Table> read = new ArrayList<>();
    for (JsonNode node : tables) {
      List<Column> columns = new ArrayList<>();
      node.path("columns").forEach(column -> columns.add(column(column)));
      read.add(
          new Table(
              new TableId(node.path("schema").asText(), node.path("name").asText()),
              node.path("oid").asLong(),
              columns,
              texts(node.path("key")),
              ReplicaIdentity.valueOf(node.path("replicaIdentity").asText()),
              texts(node.path("identity"))));
    }
    return Catalog.of(read);
  }

  private static ObjectNode write(Column column) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", column.name()).put("type", column.type());
    node.put("sort", column.sort().name()).put("nullable", column.nullable());
    if (column.element() != null) {
      node.put("element", column.element().name());
    }
    if (!column.labels().isEmpty()) {
      column.labels().forEach(node.putArray("labels")::add);
    }
    if (column.unset() != null) {
      node.set("unset", new Json(RowJson.write(new Row(Map.of("", column.unset())))).tree());
    }
    return node;
  }

  private static Column column(JsonNode node) {
    return new Column(
        node.path("name").asText(),
        node.path("type").asText(),
        Column.Sort.valueOf(node.path("sort").asText()),
        node.path("nullable").asBoolean(),
        node.has("element") ? Column.Sort.valueOf(node.path("element").asText()) : null,
        texts(node.path("labels")),
        unset(node));
  }

  private static @Nullable Cell unset(JsonNode node) {
    return node.has("unset") ? RowJson.read(Json.of(node.path("unset")).text()).cell("") : null;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
