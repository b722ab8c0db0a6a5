package afterimage.capture.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import afterimage.capture.catalog.TestCatalog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that were made to keep the reader busy, or to fill its memory, are refused with the place.
class HostileMappingsTest {

  private static final String SHOP =
      """
      mapping: shop
      version: 1
      streams: { cart: { root: carts, id: "cart-{id}" } }
      events:
        Opened:
          from:
            - insert: carts
              data:
                n: |-
      """;

  @TempDir private Path folder;

  private static List<String> problems(String text) {
    MappingProblems problems =
        catchThrowableOfType(
            MappingProblems.class, () -> MappingReader.read("shop.yaml", text, TestCatalog.shop()));
    return problems.problems().stream()
        .map(p -> "%d:%d: %s".formatted(p.line(), p.column(), p.message()))
        .toList();
  }

  /// Of a mapping that has this expression, in as many lines as it has.
  private static String expression(String cel) {
    return problems(SHOP + cel.indent(12)).getFirst();
  }

  @Test
  void what_is_nested_without_end_is_refused() {
    assertThat(problems("a: " + "[".repeat(2_000) + "]".repeat(2_000)))
        .containsExactly("1:1: this is not YAML: Nesting Depth exceeded max 20");
    assertThat(problems("a: " + "{b: ".repeat(1_000) + "c" + "}".repeat(900)).getFirst())
        .startsWith("1:4905: this is not YAML: ");
    assertThat(problems("- ".repeat(2_000) + "a"))
        .containsExactly("1:1: this is not YAML: Nesting Depth exceeded max 20");
  }

  @Test
  void a_few_aliases_that_stand_for_millions_are_refused_before_they_are_followed() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9)));
    }
    assertThat(problems(bomb.toString()))
        .contains("2:10: *a0 is an alias. Write out what it stands for");
  }

  @Test
  void an_expression_that_is_long_or_deep_or_does_not_end_is_refused() {
    String lines = "1 +\n".repeat(3_000) + "1";
    assertThat(expression(lines)).contains("expression code point size exceeds limit: size: 12001");
    assertThat(expression("(".repeat(2_000) + "1" + ")".repeat(2_000)))
        .contains("Expression recursion limit exceeded");
    assertThat(expression("(".repeat(200))).startsWith("10:");
    assertThat(expression("'''it does not end")).startsWith("10:");
    assertThat(expression("after.id\u0007")).isNotEmpty();
  }

  @Test
  void a_file_of_gigabytes_is_not_read() throws IOException {
    Path file = folder.resolve("large.yaml");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(20L << 30);
    }
    assertThat(message(file))
        .isEqualTo("the file cannot be read: it has more than 500000 characters");
  }

  @Test
  void a_file_that_is_not_text_is_told() throws IOException {
    Path file = folder.resolve("odd.yaml");
    Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff, (byte) 0xfe});
    assertThat(message(file)).isEqualTo("the file is not UTF-8");
    Files.write(file, "a: \u0000\u0001".getBytes(StandardCharsets.UTF_8));
    assertThat(message(file)).isEqualTo("this is not YAML: the character U+0000 is not allowed");
    assertThat(message(folder)).startsWith("the file cannot be read: ");
  }

  private static String message(Path file) {
    MappingProblems problems =
        catchThrowableOfType(
            MappingProblems.class, () -> MappingReader.read(file, TestCatalog.shop()));
    return problems.problems().getFirst().message();
  }
}
