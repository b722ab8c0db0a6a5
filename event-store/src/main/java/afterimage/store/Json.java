package afterimage.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/// A JSON document as text, which the store keeps to the letter. Numbers keep all their digits on
/// every way through here.
///
/// What PostgreSQL could not hold, or only some of its functions could read, is refused: NUL, half
/// surrogate pairs, a name twice in one object, more than [#DEEPEST] levels, numbers of more than
/// 1,000 digits or with an exponent beyond [#LARGEST_EXPONENT] on either side, and more than
/// [#LONGEST] characters.
public final class Json {

  public static final int LONGEST = 16 * 1024 * 1024;
  public static final int DEEPEST = 500;
  public static final int LARGEST_EXPONENT = 9_999;

  private static final int LONGEST_MESSAGE = 300;

  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: [^;]*; (line): (\\d+), (column): (\\d+)]");
  private static final JsonMapper MAPPER = mapper();

  public static final Json EMPTY = new Json("{}");

  private final String text;

  /// @throws IllegalArgumentException if the text is not one JSON document within the limits
  public Json(String text) {
    check(text);
    this.text = text;
  }

  private Json(String text, boolean checked) {
    assert checked;
    this.text = text;
  }

  /// A text out of a store's table, which was checked when it was appended and is not again.
  public static Json stored(String text) {
    return new Json(text, true);
  }

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

  /// A document made of texts that were checked, and of nothing else that could be refused.
  static Json ofChecked(String text) {
    return new Json(text, true);
  }

  public String text() {
    return text;
  }

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

  /// Equal texts; the same document written otherwise is another one.
  @Override
  public boolean equals(Object other) {
    return other instanceof Json json && json.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  private static void check(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "A JSON document has at most %,d characters; this one has %,d"
              .formatted(LONGEST, text.length()));
    }
    if (PlainJson.is(text)) {
      return;
    }
    refuseUnstorable(text, "line 1, column %d");
    boolean escapes = text.indexOf("\\u") >= 0;
    try (JsonParser parser = MAPPER.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new IllegalArgumentException("Not JSON: the text is empty");
      }
      int depth = 0;
      do {
        JsonToken token = parser.currentToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth > DEEPEST) {
          throw new IllegalArgumentException(
              "A JSON document has at most %d levels; this one has more at %s"
                  .formatted(DEEPEST, place(parser)));
        }
        if (escapes && (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING)) {
          refuseUnstorable(parser.getText(), "a text that begins at " + place(parser));
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
          refuseLargeExponent(parser);
        }
        if (depth == 0 && parser.nextToken() != null) {
          throw new IllegalArgumentException(
              "Not JSON: something follows the document at " + place(parser));
        }
      } while (depth > 0 && parser.nextToken() != null);
    } catch (StreamConstraintsException e) {
      // Depth and lengths of texts are held to their limits above; such an error knows no place.
      throw new IllegalArgumentException(
          "A number in a JSON document has at most %,d digits; this one has one with more"
              .formatted(StreamReadConstraints.DEFAULT_MAX_NUM_LEN),
          e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Not JSON: %s (line %d, column %d)"
              .formatted(
                  shortened(e.getOriginalMessage()),
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuseUnstorable(String text, String where) {
    int wrong = Storable.firstUnstorable(text);
    if (wrong >= 0) {
      throw new IllegalArgumentException(
          "JSON that cannot be stored: %s has %s"
              .formatted(where.formatted(wrong + 1), Storable.describe(text.charAt(wrong))));
    }
  }

  /// Such a number could be kept, but neither read back nor written by everybody.
  private static void refuseLargeExponent(JsonParser parser) throws IOException {
    String number = parser.getText();
    int e = Math.max(number.indexOf('e'), number.indexOf('E'));
    if (e < 0) {
      return;
    }
    String digits = number.substring(e + 1).replaceFirst("^[+-]?0*", "");
    if (digits.length() > 4) {
      throw new IllegalArgumentException(
          "Not JSON that can be read everywhere: the number at %s has an exponent beyond %,d"
              .formatted(place(parser), LARGEST_EXPONENT));
    }
  }

  /// A message may have a part of the document in it, which may be of any length, and a place that
  /// speaks of a source which is not there.
  private static String shortened(String original) {
    String message = SOURCE.matcher(original).replaceAll("$1 $2, $3 $4");
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "…";
  }

  private static String place(JsonParser parser) {
    var at = parser.currentTokenLocation();
    return "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static JsonMapper mapper() {
    JsonMapper mapper =
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
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                // One more, so that our own check comes first.
                .maxNestingDepth(DEEPEST + 1)
                .maxStringLength(LONGEST)
                .maxNameLength(LONGEST)
                .build());
    return mapper;
  }
}
