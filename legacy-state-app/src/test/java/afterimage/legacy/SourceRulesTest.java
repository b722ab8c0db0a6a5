package afterimage.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules for the text of this module.
class SourceRulesTest {

  // In two parts, so that this file keeps the rule itself.
  private static final String FOREIGN = "eve" + "nt";

  private static boolean inItsPlace(Path file) {
    return file.resolveSibling(".").normalize().endsWith("rest")
        || file.endsWith(Path.of("LegacyShopProducer.java"));
  }

  /// The intent message and the outbox of the ladder.
  private static boolean isSaidBesideTheRows(Path file) {
    Path folder = file.resolveSibling(".").normalize();
    return folder.endsWith("stating") || folder.endsWith("legacy-outbox");
  }

  private static List<Path> files(Path folder, String needle) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> read(file).toLowerCase(Locale.ROOT).contains(needle))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  @Test
  void the_module_speaks_of_rows_only() throws IOException {
    assertThat(files(Path.of("src"), FOREIGN))
        .isNotEmpty()
        .allMatch(SourceRulesTest::isSaidBesideTheRows);
    assertThat(read(Path.of("pom.xml"))).doesNotContainIgnoringCase(FOREIGN);
  }

  @Test
  void quarkus_and_jakarta_stay_in_rest_and_the_producer() throws IOException {
    for (String framework : List.of("import io.quarkus", "import jakarta.")) {
      List<Path> users = files(Path.of("src/main/java"), framework);
      assertThat(users).isNotEmpty().allMatch(SourceRulesTest::inItsPlace);
    }
  }

  @Test
  void a_file_that_breaks_a_rule_is_found(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("cart"));
    Path file =
        Files.writeString(
            folder.resolve("cart").resolve("Cart.java"),
            "import jakarta.inject.Singleton; class Item" + "Eve" + "nt {}");

    assertThat(files(folder, FOREIGN))
        .containsExactly(file)
        .noneMatch(SourceRulesTest::isSaidBesideTheRows);
    assertThat(files(folder, "import jakarta."))
        .containsExactly(file)
        .noneMatch(SourceRulesTest::inItsPlace);
  }
}
