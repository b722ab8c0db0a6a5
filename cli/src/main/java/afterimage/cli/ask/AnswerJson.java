package afterimage.cli.ask;

import afterimage.store.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/// An answer as the JSON that it is over HTTP.
final class AnswerJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private AnswerJson() {}

  /// With all digits: 3.90 stays 3.90.
  static JsonNode tree(Object body) {
    return new Json(written(MAPPER.writer(), body)).tree();
  }

  /// With line ends, for people and for `jq`.
  static String printed(JsonNode body) {
    return written(MAPPER.writerWithDefaultPrettyPrinter(), body) + System.lineSeparator();
  }

  private static String written(ObjectWriter writer, Object body) {
    try {
      return writer.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer cannot be written as JSON", e);
    }
  }
}
