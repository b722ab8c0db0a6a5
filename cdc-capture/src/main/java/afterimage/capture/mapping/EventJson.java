package afterimage.capture.mapping;

import afterimage.capture.change.NotFinite;
import afterimage.store.Json;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An event's data as JSON and back. What JSON cannot carry exactly is a string: NaN, the
/// infinities
/// and the double -0. A field whose value is an absent optional is left out.
public final class EventJson {

  /// The most characters that an event's data may have.
  static final int LONGEST = 16_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private EventJson() {}

  /// @throws IllegalArgumentException if JSON has no such value, or there is too much of it
  public static Json write(Map<String, Object> data) {
    if (data.isEmpty()) {
      return Json.EMPTY;
    }
    LimitedText text = new LimitedText();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, data);
    } catch (IOException e) {
      // Nothing is written but to memory: it is too deep.
      throw new IllegalArgumentException("the event's data are no JSON: " + e.getMessage(), e);
    }
    return new Json(text.toString());
  }

  /// The fields of an event's data as values of CEL.
  ///
  /// @param types those that are known; a field of another is read as JSON has it
  /// @throws IllegalArgumentException if the JSON is of another shape
  public static Map<String, Object> read(Json json, Map<String, CelType> types) {
    JsonNode tree = json.tree();
    Map<String, Object> fields = new LinkedHashMap<>();
    tree.properties()
        .forEach(
            entry ->
                fields.put(
                    entry.getKey(),
                    CelValues.read(
                        entry.getValue(), types.getOrDefault(entry.getKey(), SimpleType.DYN))));
    return fields;
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    switch (value) {
      case String s -> json.writeString(s);
      case Long n -> json.writeNumber(n);
      case Decimal(var number, NotFinite special) when special != null ->
          json.writeString(special.toString());
      case Decimal d -> json.writeNumber(d.value());
      case Boolean b -> json.writeBoolean(b);
      case NullValue _ -> json.writeNull();
      case Double d when Double.isFinite(d) && !d.equals(-0.0) -> json.writeNumber(d);
      case Double d -> json.writeString(d.toString());
      // A row that was stored and read back has lost the table's order, and must give the same
      // text.
      case RowValues row -> write(json, row.sorted());
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          if (!(entry.getValue() instanceof Optional<?> optional && optional.isEmpty())) {
            json.writeFieldName(String.valueOf(entry.getKey()));
            write(json, entry.getValue());
          }
        }
        json.writeEndObject();
      }
      case Optional<?> optional ->
          write(json, optional.isPresent() ? optional.get() : NullValue.NULL_VALUE);
      case Iterable<?> list -> {
        json.writeStartArray();
        for (Object item : list) {
          write(json, item);
        }
        json.writeEndArray();
      }
      default ->
          throw new IllegalArgumentException(
              "JSON has no value for a %s".formatted(CelValues.name(value)));
    }
  }

  /// Ends before there is too much: data may hold one long text many times.
  private static final class LimitedText extends Writer {
    private final StringBuilder text = new StringBuilder(128);

    @Override
    public void write(char[] characters, int from, int length) {
      if (text.length() + (long) length > LONGEST) {
        throw new IllegalArgumentException(
            "the event's data have more than %,d characters".formatted(LONGEST));
      }
      text.append(characters, from, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
