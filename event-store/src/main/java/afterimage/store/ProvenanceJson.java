package afterimage.store;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.postgresql.replication.LogSequenceNumber;

/// How a provenance stands in its column.
final class ProvenanceJson {

  private ProvenanceJson() {}

  /// By hand: an import writes one for each event, and most of their texts are the same each time.
  static Json write(Provenance provenance) {
    StringBuilder json = new StringBuilder(256);
    json.append("{\"certainty\":\"").append(provenance.certainty().name()).append('"');
    text(json.append(",\"generation\":"), provenance.generation());
    text(json.append(",\"mapping\":"), provenance.mapping());
    json.append(",\"mappingVersion\":").append(provenance.mappingVersion());
    text(json.append(",\"pattern\":"), provenance.pattern());
    json.append(",\"transaction\":").append(provenance.transaction());
    text(json.append(",\"commit\":"), provenance.commit().asString());
    json.append(",\"ordinals\":[");
    String comma = "";
    for (int ordinal : provenance.ordinals()) {
      json.append(comma).append(ordinal);
      comma = ",";
    }
    json.append(']');
    if (!provenance.rivals().isEmpty()) {
      comma = ",\"rivals\":[";
      for (String rival : provenance.rivals()) {
        text(json.append(comma), rival);
        comma = ",";
      }
      json.append(']');
    }
    return Json.ofChecked(json.append('}').toString());
  }

  private static void text(StringBuilder json, String text) {
    json.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    json.append('"');
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
