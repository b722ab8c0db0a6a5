package afterimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          ":",
          ",",
          "\"",
          "\"a\"",
          "\"b\"",
          "\"ä\"",
          "0",
          "1",
          "-",
          ".",
          "e",
          "E",
          "+",
          "true",
          "false",
          "null",
          "nul",
          "[",
          "]",
          " ",
          "\\",
          "\\u0000",
          "\0",
          "\n",
          "\ud800",
          "{\"a\":1}",
          "\"a\":\"x\"",
          "\"b\":-0.50",
          "\"c\":true");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1}",
        "{\"name\":\"Mango\",\"price\":1.90,\"count\":-3,\"there\":true,\"gone\":false,\"by\":null}",
        "{\"ä\":\"\u20ac 5\",\"\":0}"
      })
  void a_flat_object_is_plain(String text) {
    assertThat(PlainJson.is(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "1",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{}}",
        "{\"a\":[1]}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":-}",
        "{\"a\":1e3}",
        "{\"a\":tru}",
        "{\"a\":1,}",
        "{\"a\":1} ",
        "{\"a\":1}x",
        "{\"a\":1",
        "{\"a\":\"x",
        "{\"a\" :1}",
        "{\"a\":\"\\u0000\"}",
        "{\"a\":\"\ud83d\ude00\"}",
        "{\"a\":\"\t\"}"
      })
  void of_everything_else_nothing_is_said(String text) {
    assertThat(PlainJson.is(text)).isFalse();
  }

  @Test
  void what_is_plain_is_json() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("PlainJsonTest: -Dseed=" + seed);
    Random random = new Random(seed);
    int plain = 0;
    for (int i = 0; i < 200_000; i++) {
      String text = text(random);
      if (PlainJson.is(text)) {
        plain++;
        assertThat(isJson(text)).as(text).isTrue();
        assertThat(Storable.firstUnstorable(text)).as(text).isNegative();
      }
    }
    assertThat(plain).isGreaterThan(1_000);
  }

  /// Pieces between the ends of an object, mostly with a comma between them.
  private static String text(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(20) == 0 ? "" : "{");
    int pieces = random.nextInt(4);
    for (int i = 0; i <= pieces; i++) {
      text.append(i == 0 || random.nextInt(8) == 0 ? "" : ",");
      text.append(PIECES.get(random.nextInt(PIECES.size())));
      if (random.nextInt(3) == 0) {
        text.append(':').append(PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return text.append(random.nextInt(20) == 0 ? "" : "}").toString();
  }

  private static boolean isJson(String text) {
    try {
      STRICT.readTree(text);
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
