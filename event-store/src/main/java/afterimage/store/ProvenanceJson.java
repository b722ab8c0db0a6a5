package afterimage.store;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.postgresql.replication.LogSequenceNumber;

/// How a provenance stands in its column.
final class ProvenanceJson {

  private ProvenanceJson() {}

  static Json write(Provenance provenance) {
    StringBuilder json = new StringBuilder(400);
    write(provenance, json);
    return Json.ofChecked(json.toString());
  }

  /// By hand: an import writes one for each event, and most of their texts are the same each time.
  static void write(Provenance provenance, StringBuilder json) {
    json.append("{\"certainty\":\"").append(provenance.certainty().name()).append('"');
    text(json.append(",\"generation\":"), provenance.generation());
    text(json.append(",\"mapping\":"), provenance.mapping());
    json.append(",\"mappingVersion\":").append(provenance.mappingVersion());
    text(json.append(",\"pattern\":"), provenance.pattern());
    json.append(",\"transaction\":").append(provenance.transaction());
    lsn(json.append(",\"commit\":\""), provenance.commit());
    json.append("\",\"ordinals\":[");
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
    json.append('}');
  }

  private static void text(StringBuilder json, String text) {
    json.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    json.append('"');
  }

  /// As [LogSequenceNumber#asString] writes it, which takes a format's time.
  private static void lsn(StringBuilder json, LogSequenceNumber lsn) {
    hex(json, (int) (lsn.asLong() >>> 32));
    json.append('/');
    hex(json, (int) lsn.asLong());
  }

  private static void hex(StringBuilder json, int number) {
    int digits = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(number) + 3) / 4);
    for (int i = digits - 1; i >= 0; i--) {
      json.append("0123456789ABCDEF".charAt((number >>> (4 * i)) & 15));
    }
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
