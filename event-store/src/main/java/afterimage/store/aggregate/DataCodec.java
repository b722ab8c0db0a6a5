package afterimage.store.aggregate;

import afterimage.store.Json;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Modifier;

/// By Jackson.
record DataCodec<T>(Class<T> type, ObjectReader reader) implements Codec<T> {

  private static final JsonMapper MAPPER = mapper();

  static <T> DataCodec<T> of(Class<T> type) {
    if (Modifier.isAbstract(type.getModifiers()) && !type.isAnnotationPresent(JsonTypeInfo.class)) {
      throw new IllegalArgumentException(
          ("%s has no instances of its own, and JSON does not say which class to read."
                  + " Give Codec.of two functions, or annotate it with @JsonTypeInfo")
              .formatted(type.getSimpleName()));
    }
    return new DataCodec<>(type, MAPPER.readerFor(type));
  }

  @Override
  public Json write(T value) {
    // Jackson takes a record without components for a mistake; as an event it says all by its type.
    return value.getClass().isRecord() && value.getClass().getRecordComponents().length == 0
        ? Json.EMPTY
        : Json.of(value);
  }

  @Override
  public T read(Json json) {
    try {
      T value = reader.readValue(json.text());
      if (value == null) {
        throw new IllegalArgumentException(
            "%s cannot be read from JSON that is null".formatted(type.getSimpleName()));
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s cannot be read from JSON: %s".formatted(type.getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            // As Json reads, but nothing that is missing becomes a zero.
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(Json.DEEPEST)
                .maxStringLength(Json.LONGEST)
                .maxNameLength(Json.LONGEST)
                .build());
    return mapper;
  }
}
