package afterimage.comparison.report.ladder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/// `report.json`, both ways.
public final class LadderJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private LadderJson() {}

  public static String render(LadderReport report) {
    try {
      return MAPPER.writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The report cannot be written as JSON", e);
    }
  }

  /// @param where the file's name, for errors
  /// @throws UnreadableReport if it is none, or one of another version, or empty
  public static LadderReport read(String where, String text) {
    JsonNode tree = tree(where, text);
    int format = tree.path("format").asInt(0);
    if (format == 0) {
      throw new UnreadableReport(
          "%s: this is no report of Afterimage: it has no format. Expected a report.json that compare or demo wrote"
              .formatted(where));
    }
    if (format == 1) {
      throw new UnreadableReport(
          "%s: this is a report of format 1, without a ladder (demo --quick makes those). Expected format %d. Run ./afterimage compare or ./afterimage demo again"
              .formatted(where, LadderReport.FORMAT));
    }
    if (format != LadderReport.FORMAT) {
      throw new UnreadableReport(
          "%s: this is a report of format %d, made by Afterimage %s. Expected format %d. Render it with that version, or run %s again"
              .formatted(
                  where,
                  format,
                  tree.at("/setting/afterimage").asText("?"),
                  LadderReport.FORMAT,
                  tree.at("/setting/reproduce").asText("./afterimage compare")));
    }
    return report(where, tree);
  }

  private static LadderReport report(String where, JsonNode tree) {
    LadderReport report;
    try {
      report = MAPPER.treeToValue(tree, LadderReport.class);
    } catch (JsonProcessingException e) {
      throw new UnreadableReport(
          "%s: this is no whole report: %s. Its shape is docs/reference/report.schema.json"
              .formatted(where, e.getOriginalMessage()),
          e);
    }
    if (report.measured().isEmpty()) {
      throw new UnreadableReport(
          "%s: no rung ran, so that there is nothing to tell. Run %s again"
              .formatted(where, report.setting().reproduce()));
    }
    return report;
  }

  private static JsonNode tree(String where, String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UnreadableReport(
          "%s: this is not JSON: %s. Expected a report.json that compare or demo wrote"
              .formatted(where, e.getOriginalMessage()),
          e);
    }
  }
}
