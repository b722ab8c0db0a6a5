package afterimage.capture.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import afterimage.capture.catalog.TestCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomMappingsTest {

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          "- ",
          "'",
          "\"",
          "`",
          "\n",
          "  ",
          "\t",
          "&a ",
          "*a",
          "!!int ",
          "|",
          ">-",
          "#",
          "%",
          "\\",
          "after.",
          "before.",
          "rows.",
          "row.?n.orValue(",
          "restore: ",
          "with: [ { insert: carts } ]",
          "each: event.items",
          "becomes: { ",
          "intent: x",
          "over: CartCleared",
          "examples: ",
          "decimal('1e9')",
          "(",
          ")",
          "null",
          "true",
          "1",
          "[].map(x, x)",
          "\u0000",
          "\uD83D\uDE00",
          "é",
          "? ",
          "<<: ",
          "---");

  @Test
  void a_damaged_file_is_read_or_refused_with_a_place() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("RandomMappingsTest: -Dseed=" + seed);
    Random random = new Random(seed);
    int refused = 0;
    for (String name : List.of("cart.yaml", "button.yaml")) {
      String valid = Files.readString(Mappings.file(name));
      for (int round = 0; round < 250; round++) {
        refused += read(damaged(valid, random), "seed " + seed) ? 0 : 1;
      }
    }
    assertThat(refused).as("seed %d", seed).isBetween(250, 500);
  }

  private static boolean read(String text, String seed) {
    try {
      Mappings.of(text, TestCatalog.shop());
      return true;
    } catch (MappingProblems refusal) {
      List<String> lines = text.lines().toList();
      assertThat(refusal.problems()).as(seed).isNotEmpty().isSorted();
      for (Problem problem : refusal.problems()) {
        assertThat(problem.line()).as("%s: %s", seed, problem).isBetween(1, lines.size() + 1);
        assertThat(problem.column()).as("%s: %s", seed, problem).isPositive();
        assertThat(problem.message()).as(seed).isNotBlank();
      }
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      return fail("%s: %s for\n%s".formatted(seed, e, text), e);
    }
  }

  private static String damaged(String valid, Random random) {
    StringBuilder text = new StringBuilder(valid);
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      int at = random.nextInt(text.length());
      int length = Math.min(random.nextInt(12), text.length() - at);
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, at + length);
        case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> text.insert(at, text.substring(at, at + length));
        default -> text.replace(at, at + length, PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return text.toString();
  }
}
