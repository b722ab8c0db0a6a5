package afterimage.capture.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdTemplateTest {

  @Test
  void a_name_has_the_key_in_the_places_of_the_columns() {
    IdTemplate template = IdTemplate.parse("order-{shop}/{number}.x");

    assertThat(template.columns()).containsExactly("shop", "number");
    assertThat(template.stream(List.of("a", "7")).value()).isEqualTo("order-a/7.x");
  }

  @Test
  void a_value_that_holds_a_separator_is_escaped() {
    IdTemplate template = IdTemplate.parse("order-{shop}/{number}");

    assertThat(template.stream(List.of("a/b", "7")).value()).isEqualTo("order-a%2Fb/7");
    assertThat(template.stream(List.of("100%", "\n")).value()).isEqualTo("order-100%25/%0A");
    assertThat(template.stream(List.of("\uD83D\uDE00", "é")).value())
        .isEqualTo("order-%F0%9F%98%80/é");
  }

  @Test
  void an_escape_as_separator_is_refused() {
    assertThatThrownBy(() -> IdTemplate.parse("{a}%{b}"))
        .hasMessage(
            "% stands between two placeholders, but is what escapes are written with;"
                + " put another character there");
  }

  @Test
  void two_keys_never_get_one_name() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("IdTemplateTest: -Dseed=" + seed);
    Random random = new Random(seed);
    for (String text :
        List.of("{a}", "x-{a}-y", "{a}-{b}", "{a}2{b}", "{a}--{b}-{c}", "{a}F5{b}", "-{a}/{b}-")) {
      IdTemplate template = IdTemplate.parse(text);
      Map<String, List<String>> keys = new HashMap<>();
      for (int i = 0; i < 20_000; i++) {
        List<String> key = new ArrayList<>();
        template.columns().forEach(_ -> key.add("k" + value(random)));
        assertThat(template.key(template.stream(key))).as("seed %d: %s", seed, text).contains(key);
        List<String> other = keys.putIfAbsent(template.stream(key).value(), key);
        assertThat(other == null || other.equals(key))
            .as("seed %d: %s gives %s and %s one name", seed, text, key, other)
            .isTrue();
      }
    }
  }

  private static String value(Random random) {
    String letters = "-/%25F0DAk\n";
    StringBuilder value = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      value.append(letters.charAt(random.nextInt(letters.length())));
    }
    return value.toString();
  }
}
