package afterimage.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.cli.Asking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The commands of the tutorial as they stand there, and what it says they print.
class TutorialTest {

  private static final Path TUTORIAL = Path.of("../docs/tutorial/asking-a-store.md");
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```\n\\$ ./afterimage (.*?)\n(.*?)^```$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");

  record Block(String command, String output) {
    @Override
    public String toString() {
      return command;
    }
  }

  static List<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(TUTORIAL));
    while (block.find()) {
      blocks.add(new Block(block.group(1), block.group(2)));
    }
    assertThat(blocks).hasSize(6);
    return blocks;
  }

  private static String[] words(String command) {
    return WORD.matcher(command)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void a_command_prints_what_the_tutorial_says(Block block) {
    Asking.Answer answer = Asking.of(words(block.command()));
    assertThat(answer.exitCode()).as(answer.errors()).isZero();
    assertThat(TIME.matcher(answer.output()).replaceAll("TIME"))
        .isEqualToNormalizingNewlines(TIME.matcher(block.output()).replaceAll("TIME"));
  }
}
