package afterimage.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.postgresql.replication.LogSequenceNumber;

/// How a provenance stands in its column.
final class ProvenanceJson {

  private ProvenanceJson() {}

  static Json write(Provenance provenance) {
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
    return Json.of(node);
  }

  static Provenance read(Json json) {
    JsonNode node = json.tree();
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
}
