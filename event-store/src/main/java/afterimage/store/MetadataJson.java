package afterimage.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// How metadata stands in its column. When it happened has a column of its own.
final class MetadataJson {

  private MetadataJson() {}

  static Json write(Metadata metadata) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    put(node, "actor", metadata.actor());
    put(node, "reason", metadata.reason());
    put(node, "commandId", metadata.commandId());
    put(node, "correlationId", metadata.correlationId());
    put(node, "causationId", metadata.causationId());
    if (metadata.provenance() != null) {
      node.set("provenance", write(metadata.provenance()));
    }
    return Json.of(node);
  }

  static Metadata read(Json json, Instant happenedAt) {
    JsonNode node = json.tree();
    JsonNode provenance = node.path("provenance");
    return new Metadata(
        text(node, "actor"),
        text(node, "reason"),
        text(node, "commandId"),
        text(node, "correlationId"),
        text(node, "causationId"),
        happenedAt,
        provenance.isObject() ? readProvenance(provenance) : null);
  }

  private static ObjectNode write(Provenance provenance) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("certainty", provenance.certainty().name());
    node.put("generation", provenance.generation());
    node.put("mapping", provenance.mapping());
    node.put("mappingVersion", provenance.mappingVersion());
    node.put("pattern", provenance.pattern());
    node.put("transaction", provenance.transaction());
    node.put("commit", provenance.commit().asString());
    ArrayNode ordinals = node.putArray("ordinals");
    provenance.ordinals().forEach(ordinals::add);
    if (!provenance.rivals().isEmpty()) {
      ArrayNode rivals = node.putArray("rivals");
      provenance.rivals().forEach(rivals::add);
    }
    return node;
  }

  private static Provenance readProvenance(JsonNode node) {
    return new Provenance(
        Certainty.valueOf(node.path("certainty").asText()),
        node.path("generation").asText(),
        node.path("mapping").asText(),
        node.path("mappingVersion").asInt(),
        node.path("pattern").asText(),
        node.path("transaction").asLong(),
        LogSequenceNumber.valueOf(node.path("commit").asText()),
        list(node.path("ordinals")).stream().map(JsonNode::asInt).toList(),
        list(node.path("rivals")).stream().map(JsonNode::asText).toList());
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  private static @Nullable String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value.asText();
  }
}
