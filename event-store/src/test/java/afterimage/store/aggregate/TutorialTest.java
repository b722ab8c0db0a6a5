package afterimage.store.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does what the tutorial says: each Java block becomes a file, a later one of the same name takes
/// its place, and each block of output is what the program prints at that point.
class TutorialTest {

  private static final Path PAGE = Path.of("../docs/tutorial/your-own-aggregate.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```(java|text|xml)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CLASS =
      Pattern.compile("^public (?:final class|record) (\\w+)", Pattern.MULTILINE);

  @TempDir Path folder;

  @Test
  void the_programs_of_the_tutorial_print_what_the_page_says() throws Exception {
    Map<String, String> sources = new LinkedHashMap<>();
    int runs = 0;
    for (MatchResult block : blocks()) {
      switch (block.group(1)) {
        case "java" -> sources.put("library." + name(block.group(2)), block.group(2));
        case "text" -> {
          Compiled program = Compiled.of(folder.resolve("run-" + ++runs), sources);
          // Once with the embedded server, as a newcomer does, then with one that is given.
          List<String> arguments = runs == 1 ? List.of() : List.of(url());
          assertThat(printed(program, arguments)).as("run %d", runs).isEqualTo(block.group(2));
        }
        default -> assertThat(block.group(2)).contains("<version>0.1.0-SNAPSHOT</version>");
      }
    }
    assertThat(runs).isEqualTo(3);
  }

  @Test
  void the_error_that_the_page_quotes_is_the_one_that_is_told() throws Exception {
    String page = Files.readString(PAGE);
    Map<String, String> sources = new LinkedHashMap<>();
    for (MatchResult block : blocks()) {
      if (block.group(1).equals("java")) {
        sources.put("library." + name(block.group(2)), block.group(2));
      }
    }
    sources.replaceAll((_, source) -> source.replaceAll("\\.upcast\\(.*28\\)\\)", ""));
    try (var loader = Compiled.of(folder.resolve("without"), sources).fromFolder()) {
      Throwable thrown =
          org.assertj.core.api.Assertions.catchThrowable(
              () -> Class.forName("library.BookTypes", true, loader));
      assertThat(thrown)
          .cause()
          .isInstanceOfSatisfying(
              InvalidEventTypes.class,
              invalid -> {
                assertThat(invalid.problems()).hasSize(1);
                assertThat(page).contains("`" + invalid.problems().getFirst() + "`");
              });
    }
  }

  private static List<MatchResult> blocks() throws IOException {
    return BLOCK.matcher(Files.readString(PAGE)).results().toList();
  }

  private static String name(String source) {
    Matcher found = CLASS.matcher(source);
    assertThat(found.find()).as("a class in%n%s", source).isTrue();
    return found.group(1);
  }

  private static String url() {
    Database database = TestPostgres.freshDatabase();
    return database.jdbcUrl() + "?user=" + database.user();
  }

  private static String printed(Compiled program, List<String> arguments) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                program.folder() + File.pathSeparator + System.getProperty("java.class.path"),
                "library.Main"));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out;
  }
}
