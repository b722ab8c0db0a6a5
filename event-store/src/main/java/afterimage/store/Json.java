package afterimage.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// A JSON document as text. Numbers keep all their digits on every way through here.
public record Json(String text) {

  public static final Json EMPTY = new Json("{}");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  /// @throws IllegalArgumentException if the value cannot be written
  public static Json of(Object value) {
    try {
      return new Json(MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s cannot be written as JSON: %s"
              .formatted(value.getClass().getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }

  /// @throws IllegalArgumentException if the text is not JSON
  public JsonNode tree() {
    return as(JsonNode.class);
  }

  /// @throws IllegalArgumentException if the document does not have the shape of the type
  public <T> T as(Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s cannot be read from JSON: %s".formatted(type.getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
